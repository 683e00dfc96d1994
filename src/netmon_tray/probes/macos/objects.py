"""Between Objective-C and Python: pools for what calls leave behind, errors as ours, values as plain ones."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from netmon_tray.probes.faults import PartFailed

assert sys.platform == "darwin"  # noqa: S101 - makes the type checker read this file for its own system


@contextlib.contextmanager
def asking(part: str) -> Iterator[None]:
    """Ask a framework: Objective-C's exceptions, and a call that this macOS lacks, become PartFailed.

    Threads that are not Apple's have no pool of their own: without one everything that is handed back would stay in
    memory until the thread ends.
    """
    try:
        import objc

        with objc.autorelease_pool():
            yield
    except ImportError as error:
        raise PartFailed(part, f"pyobjc cannot be loaded ({error}).") from error
    except AttributeError as error:
        raise PartFailed(part, f"This macOS lacks a call ({error}).") from error
    except (TypeError, ValueError) as error:
        raise PartFailed(part, f"macOS gave an answer that cannot be read ({error}).") from error
    except objc.error as error:
        raise PartFailed(part, f"macOS refused the call ({type(error).__name__}).") from error


def plain(value: Any) -> Any:
    """Return dictionaries, arrays, strings and numbers as Python's own; None for everything else."""
    import Foundation

    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, Foundation.NSDictionary):
        return {str(key): plain(value[key]) for key in value}
    if isinstance(value, Foundation.NSArray):
        return [plain(item) for item in value]
    return int(value) if isinstance(value, (int, Foundation.NSNumber)) else None
