"""Runs the tests of network namespaces inside a user namespace where they are not run by root."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.netns import may_make_namespaces


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Hand a test of a file named test_netns* to a process that may make namespaces."""
    if may_make_namespaces() or not item.path.name.startswith("test_netns"):
        return None
    _run_in_user_namespace(item)
    return True


def _run_in_user_namespace(item: pytest.Item) -> None:
    """Run one test in a process that is root in a user namespace of its own, and report what came of it."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    call = pytest.CallInfo.from_call(lambda: _run_elsewhere(item), "call")
    item.ihook.pytest_runtest_logreport(report=pytest.TestReport.from_item_and_call(item, call))
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)


def _run_elsewhere(item: pytest.Item) -> None:
    as_root = ("unshare", "--user", "--map-root-user", "--net", "--mount")
    allowed = subprocess.run([*as_root, "true"], capture_output=True, text=True, check=False)
    if allowed.returncode:
        pytest.fail(
            "This test makes network namespaces: run it as root, or let users make them"
            " (sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0)."
            f" {allowed.stderr.strip()}",
            pytrace=False,
        )
    test = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", item.nodeid)
    done = subprocess.run([*as_root, *test], cwd=item.config.rootpath, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
