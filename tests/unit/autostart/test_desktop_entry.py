"""Desktop entries: what is written is read back, by the rules of the specification."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.autostart.desktop_entry import entry_text, exec_value, parse_entry, split_exec, unescape

ARGUMENTS = st.lists(st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=12), min_size=1)


@pytest.mark.parametrize(
    ("command", "value"),
    [
        (["/usr/bin/netmon-tray"], "/usr/bin/netmon-tray"),
        (["/opt/net mon/tray", "--data-dir", "/d"], '"/opt/net mon/tray" --data-dir /d'),
        (["x", "100%"], "x 100%%"),
        (["x", '"'], 'x "\\\\""'),
        (["x", "$HOME"], 'x "\\\\$HOME"'),
        (["x", "\\"], 'x "\\\\\\\\"'),
        (["x", ""], 'x ""'),
    ],
)
def test_quoting_of_the_specification(command: list[str], value: str) -> None:
    """A literal backslash takes four, a literal dollar sign two (section "The Exec key")."""
    assert exec_value(command) == value


@given(command=ARGUMENTS)
def test_every_command_survives_the_file(command: list[str]) -> None:
    text = entry_text({"Type": "Application", "Exec": exec_value(command), "Terminal": "false"})
    assert split_exec(parse_entry(text)["Exec"]) == tuple(command)


def test_field_codes_are_left_out() -> None:
    assert split_exec("app %U --name %% %i 50%%") == ("app", "--name", "%", "50%")


def test_unknown_escapes_and_a_lonely_backslash_stay() -> None:
    assert unescape("a\\sb\\qc\\") == "a b\\qc\\"


def test_only_the_main_group_counts_and_the_first_of_two_keys() -> None:
    text = "Exec=early\n# c\n[Desktop Entry]\nExec = one \nExec=two\nbroken line\n[Desktop Action x]\nHidden=true\n"
    assert parse_entry(text) == {"Exec": "one"}
