"""A web server beyond the access points that wants a login, until a file says it was given: `hotspot.py PORT FILE`.

Runs in the namespace `ap`. It answers as NetworkManager's connectivity check expects (NetworkManager.conf(5)).
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ONLINE = b"NetworkManager is online\n"
LOGIN = b"<html><title>Welcome</title><form>Room number <input name=room></form></html>\n"


class Answer(BaseHTTPRequestHandler):
    """The same for every address."""

    login = Path()

    def do_GET(self) -> None:
        """Answer 200 in both cases, as the portals of hotels do."""
        body = ONLINE if self.login.exists() else LOGIN
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Serve until ended."""
    Answer.login = Path(sys.argv[2])
    with ThreadingHTTPServer(("0.0.0.0", int(sys.argv[1])), Answer) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
