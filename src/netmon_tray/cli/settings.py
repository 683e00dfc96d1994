"""``netmon settings``: list, get, set and explain."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.render import condition_lines, pairs, printable, table, write_json, write_lines
from netmon_tray.log import redact
from netmon_tray.model import NetmonError, WithheldReason
from netmon_tray.policy import read_policy
from netmon_tray.settings import Spec, Value, check_storable, parse_text, spec_of, specs, store_setting, value_of

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context

_ORIGIN_WORDS = {"default": "default", "user": "you", "policy": "your organisation"}


def list_settings(context: Context) -> int:
    """Show every setting with its value and who set it."""
    if context.wants_json:
        write_json([setting_document(context, spec) for spec in specs().values()])
        return FINE
    rows = [
        [key, _value_text(value_of(context.settings, key)), _ORIGIN_WORDS[context.loaded.origin(key)]]
        for key in specs()
    ]
    write_lines(table([["KEY", "VALUE", "SET BY"], *rows]))
    _complain(context)
    return FINE


def get_setting(context: Context) -> int:
    """Write one value alone, for scripts."""
    spec = spec_of(context.arguments.key)
    if context.wants_json:
        write_json(setting_document(context, spec))
    else:
        write_lines([_value_text(value_of(context.settings, spec.key))])
    return FINE


def setting_document(context: Context, spec: Spec) -> dict[str, object]:
    """One setting as JSON."""
    value = value_of(context.settings, spec.key)
    return {
        "key": spec.key,
        "value": redact(value) if isinstance(value, str) else value,
        "default": spec.default,
        "set_by": context.loaded.origin(spec.key),
        "locked": context.loaded.origin(spec.key) == "policy",
        "takes": spec.allowed,
        "meaning": spec.meaning,
    }


def explain(context: Context) -> int:
    """Tell what a setting, a group of settings, or all of them mean."""
    wanted = context.arguments.key
    chosen = [spec for spec in specs().values() if wanted is None or wanted in (spec.key, spec.key.split(".")[0])]
    if not chosen:
        chosen = [spec_of(wanted)]
    if context.wants_json:
        write_json([setting_document(context, spec) for spec in chosen])
        return FINE
    for spec in chosen:
        write_lines(explanation(context, spec))
    write_lines([f"Settings file: {context.paths.config_file}"])
    return FINE


def explanation(context: Context, spec: Spec) -> list[str]:
    """One setting for a person."""
    origin = context.loaded.origin(spec.key)
    now = _value_text(value_of(context.settings, spec.key))
    origin_words = "the default" if origin == "default" else f"set by {_ORIGIN_WORDS[origin]}"
    lock = "; it cannot be changed here" if origin == "policy" else ""
    facts = [
        ("  takes", spec.allowed),
        ("  default", _value_text(spec.default)),
        ("  now", f"{now} ({origin_words}{lock})"),
    ]
    return [spec.key, f"  {spec.meaning}", *pairs(facts), ""]


def _value_text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return redact(str(value)) or "(empty)"


def _complain(context: Context) -> None:
    """Say on standard error what of the file or the policy is not used."""
    lines = condition_lines(context.loaded.conditions)
    if context.loaded.unknown:
        lines.append(f"- Unknown settings, kept and not used: {printable(', '.join(context.loaded.unknown))}")
    write_lines(lines, sys.stderr)


# --- set ------------------------------------------------------------------------------------------------------------


def set_setting(context: Context) -> int:
    """Change one setting. Turning the upload on first tests server and token, and settles what becomes of the records
    made before.
    """
    key = spec_of(context.arguments.key).key
    value = parse_text(key, context.arguments.value)
    policy = read_policy().values
    check_storable(context.paths.config_file, key, value, policy)
    if key == "upload.enabled" and value is True and not context.settings.upload.enabled:
        if not context.arguments.untested:
            _test_upload(context)
        _settle_backlog(context)
    store_setting(context.paths.config_file, key, value, policy)
    if context.wants_json:
        now, before = (
            redact(item) if isinstance(item, str) else item for item in (value, value_of(context.settings, key))
        )
        write_json({"key": key, "value": now, "previous": before})
    else:
        write_lines([f"{key} is now {_value_text(value)}."])
    return FINE


def _test_upload(context: Context) -> None:
    """The upload stays off until a server has answered that it takes the token (decisions.md 9)."""
    from netmon_tray.cli.tokens import asked

    way_out = "The upload stays off; --untested turns it on all the same."
    try:
        check = asked(context).check
    except NetmonError as error:
        raise NetmonError(error.title, f"{error.advice} {way_out}".strip()) from error
    if not check.is_accepted:
        raise NetmonError(check.title, f"{check.advice} {way_out}".strip())


def _settle_backlog(context: Context) -> None:
    """Say how many records are kept here, and keep them here where that is wished (decisions.md 9)."""
    from netmon_tray.cli.stores import opened
    from netmon_tray.store.errors import StoreError  # brings SQLite, which no other command here needs

    try:
        with opened(context.paths.data_dir) as stores:
            backlog = stores.outbox.counts().pending
    except StoreError as error:
        raise NetmonError("The records made so far cannot be counted.", str(error)) from error
    if not backlog:
        return
    kept = f"{units.count_text(backlog, 'record')} made so far {'is' if backlog == 1 else 'are'} kept here"
    if context.arguments.keep_local or _asks_to_keep(kept):
        with opened(context.paths.data_dir, writable=True) as stores:
            withheld = stores.outbox.withhold_pending(WithheldReason.KEPT_LOCAL)
        line = (
            f"{units.count_text(withheld, 'record')} stay on this computer (netmon queue keep-local --undo sends them)."
        )
    else:
        line = f"{kept} and will be sent. To keep them here: netmon settings set upload.enabled true --keep-local"
    write_lines([line], sys.stderr)


def _asks_to_keep(kept: str) -> bool:
    """Ask at a terminal; elsewhere turning the upload on means sending."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    answer = ""
    while answer not in ("send", "keep"):
        sys.stderr.write(f"{kept}. Send them too, or keep them on this computer? [send/keep] ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise NetmonError("Nothing was changed.", "Answer send or keep.")
        answer = line.strip().lower()
    return answer == "keep"
