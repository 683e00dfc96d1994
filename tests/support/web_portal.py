"""A web server that answers everything alike, as the login page of a network does."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class WebPortal:
    """Listens on port 80 of ``address``, in the network that it is made in; a context manager.

    Attributes:
        code: the status of its answers. It may be changed at any time.
    """

    def __init__(self, address: str, code: int) -> None:
        self.code = code
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(portal.code)
                self.send_header("Location", f"http://{address}/login")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                pass

        self._server = ThreadingHTTPServer((address, 80), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="portal", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
