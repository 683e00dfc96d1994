"""The unit tests under the Windows Python, all but those of other systems and of what only these have; and the contract
of probes, which is asked of Windows' own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from foreign.catalogue import How, check
from foreign.wine import Windows, windows
from foreign.wine_build import CHECKOUT

LIMIT_S = 900.0
OF_OTHER_SYSTEMS = re.compile(
    r"netmon_tray\.(probes\.linux|autostart\.(linux|launch_agent)|diagnosis\.linux|policy\.macos|desktop\.freedesktop)"
    r"|policy import (file|Policy, macos)|import fcntl|support\.(layers|netns|wire)|dev_script"
    r"|os\.(statvfs|ST_)|time\.tzset|zoneinfo"
)
"""What makes a whole file one of another system, or of its calendar of time zones, in which Windows has no say."""
ELSEWHERE = (
    "tests/unit/gui",
    "tests/unit/radio",
    "tests/unit/packaging",
    "tests/unit/test_paths.py",
    "tests/unit/test_project.py",
)
"""A window is looked at by a check of its own; the emulated machine and packages are of Linux; places differ by
design; what is written in the sources is the same everywhere, and Wine takes a minute to read them.
"""
NOT_THERE = (
    "cli/test_main.py::test_a_signal_that_another_thread_is_given_ends_the_wait",
    "cli/test_main.py::test_signals_end_a_command_but_those_that_are_ignored_stay_so",
    "probes/test_mac_native.py::test_uptime_goes_forward_and_numbers_are_the_kernel_s",
    "probes/test_probes.py::test_linux_has_one",
    "store/test_connection_log.py::test_ids_go_on_when_the_file_is_lost_in_the_middle_of_the_work",
    "store/test_database.py::test_a_file_that_was_replaced_is_opened_anew",
    "store/test_database.py::test_a_folder_that_was_removed_is_made_anew",
    "store/test_database.py::test_any_folder_name_will_do[",
    "store/test_database.py::test_everything_made_is_private",
    "store/test_database.py::test_loose_modes_are_tightened_but_not_those_of_a_folder_in_use",
    "store/test_errors.py::test_an_error_on_a_disk_without_room_is_told_as_that",
    "store/test_lock.py::test_the_directory_and_the_file_are_private",
    "store/test_migration.py::test_records_live_on_and_a_copy_is_kept",
    "test_exports.py::test_a_file_is_its_owners_alone",
    "test_log.py::test_the_file_is_private_and_starts_anew_before_it_grows_too_large",
    "test_settings.py::test_a_link_stays_a_link",
    "test_settings.py::test_links_that_lead_nowhere_are_told",
    "test_settings.py::test_the_file_is_made_private_with_its_folder",
    "test_settings.py::test_typed_values",
    "test_settings.py::test_values_that_do_not_fit_are_refused_in_words",
    "upload/test_token.py::test_a_file_of_somebody_else_is_refused",
    "upload/test_token.py::test_a_file_that_is_wrong_is_not_passed_over_for_the_next_source",
    "upload/test_token.py::test_a_file_with_any_right_for_others_is_refused",
    "upload/test_token.py::test_a_link_is_refused_even_to_a_private_file",
    "upload/test_token.py::test_a_pipe_is_refused_without_waiting_for_its_other_end",
    "upload/test_token.py::test_a_systemd_credential_that_its_service_may_read_is_private",
)
"""Tests of what Windows does not have: private modes, owners, signals that one can send, named pipes in folders, names
with any mark, removing or replacing a file that is open, absolute paths without a drive.
"""
AT_A_TIME = 2
"""Parts that run beside each other: each takes a processor for minutes."""
LEAST = 3000
"""Tests that must have run: a list of exceptions must not eat them up."""


@check(
    "windows-tests",
    "the unit tests, without those of what Windows does not have; the contract of probes",
    How.WINE,
    limit_s=LIMIT_S,
)
def tests() -> list[str]:
    """Run them, some at a time; what failed is told by name."""
    files = sorted(name for folder in ("unit", "contract") for name in _files(CHECKOUT / "tests" / folder))
    with windows() as machine, ThreadPoolExecutor(AT_A_TIME) as pool:
        machine.place = CHECKOUT
        machine.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        parts = list(pool.map(lambda number: _played(machine, files[number::AT_A_TIME]), range(AT_A_TIME)))
    failed = [trouble for _, troubles in parts for trouble in troubles]
    passed = sum(count for count, _ in parts)
    return failed if passed >= LEAST else [*failed, f"expected: {LEAST} tests at least; but: {passed}"]


def _files(folder: Path) -> Iterator[str]:
    """What is no other system's, as it is called from the checkout."""
    for file in folder.rglob("test_*.py"):
        name = file.relative_to(CHECKOUT).as_posix()
        if not name.startswith(ELSEWHERE) and not OF_OTHER_SYSTEMS.search(file.read_text(encoding="utf-8")):
            yield name


def _played(machine: Windows, files: Sequence[str]) -> tuple[int, list[str]]:
    """How many tests of these files passed, and which did not."""
    words = ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", *files]
    words += [f"--deselect=tests/unit/{name}" for name in NOT_THERE]
    done = machine.run("-m", "pytest", *words, limit_s=LIMIT_S)
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if done.returncode and not failed:
        failed = [f"pytest ended with {done.returncode}: {done.stdout[-1000:]}{done.stderr[-500:]}"]
    counted = re.search(r"(\d+) passed", done.stdout)
    return int(counted[1]) if counted else 0, failed
