"""Runs the tests of network namespaces inside a user namespace where they are not run by root."""

from __future__ import annotations

import pytest

from support.netns import may_make_namespaces, run_in_user_namespace


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Hand a test of a file named test_netns* to a process that may make namespaces."""
    if may_make_namespaces() or not item.path.name.startswith("test_netns"):
        return None
    run_in_user_namespace(item)
    return True
