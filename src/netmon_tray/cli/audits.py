"""``netmon audit``: how well each network seen protects what is sent, and what of it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.audit import Grade
from netmon_tray.cli import ALERT, FINE
from netmon_tray.cli.render import table, write_json, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.happenings import event_text
from netmon_tray.model import Security, Unavailable

if TYPE_CHECKING:
    from netmon_tray.audits import AuditedNetwork
    from netmon_tray.cli.context import Context
    from netmon_tray.model import TimelineEvent

_TOLD_CHANGES = 5
_CALLS_FOR_WORDS = frozenset({Grade.WEAK, Grade.INSECURE})


def audit(context: Context) -> int:
    """Show every network seen; exit code 3 where one is insecure that the user does not trust."""
    from netmon_tray.audits import audited

    with opened(context.paths.data_dir) as stores:
        networks = audited(stores)
    if context.wants_json:
        write_json(document(networks))
    else:
        write_lines(audit_lines(networks, context.now_unix_ms()))
    return ALERT if any(network.is_alarming for network in networks) else FINE


# --- JSON -----------------------------------------------------------------------------------------------------------


def document(networks: Sequence[AuditedNetwork]) -> dict[str, object]:
    """The document of ``netmon audit --json``."""
    return {"networks": [network_document(network) for network in networks]}


def network_document(network: AuditedNetwork) -> dict[str, object]:
    """One network."""
    security = network.security
    return {
        "network_key": network.seen.key,
        "network_name": network.seen.name or None,
        "alias": network.seen.flags.alias,
        "network_type": network.network_type.value,
        "security": None if isinstance(security, Unavailable) else security.value,
        "grade": network.assessment.grade.value,
        "reason": network.assessment.reason,
        "action": network.assessment.action or None,
        "trusted": network.seen.flags.is_trusted,
        "last_seen": units.iso_utc(network.seen.last_seen_unix_s * 1000),
        "changes": [change_document(change) for change in network.changes],
    }


def change_document(change: TimelineEvent) -> dict[str, object]:
    """Something that was not as it had been."""
    return {"at": units.iso_utc(change.at_unix_ms), "kind": change.kind.value, **change.detail}


# --- text -----------------------------------------------------------------------------------------------------------


def audit_lines(networks: Sequence[AuditedNetwork], now_unix_ms: int) -> list[str]:
    """A table of all, and words for those that call for some."""
    if not networks:
        return ["No network was seen yet."]
    rows: list[tuple[str, ...]] = [("NETWORK", "TYPE", "GRADE", "SECURITY", "LAST SEEN", "CHANGES")]
    rows += (_row(network, now_unix_ms) for network in networks)
    lines = table(rows, right=frozenset({5}))
    for network in networks:
        words = list(_words(network, now_unix_ms))
        lines += ["", *words] if words else []
    return lines


def _row(network: AuditedNetwork, now_unix_ms: int) -> tuple[str, ...]:
    return (
        _name(network),
        units.NETWORK_TYPE_WORDS[network.network_type],
        network.assessment.word + (", trusted" if network.seen.flags.is_trusted else ""),
        units.security_text(network.security),
        units.moment_text(network.seen.last_seen_unix_s * 1000, now_unix_ms),
        str(len(network.changes)),
    )


def _words(network: AuditedNetwork, now_unix_ms: int) -> Iterator[str]:
    """Reason, action and the newest changes, where there is something to know."""
    assessment = network.assessment
    if assessment.grade in _CALLS_FOR_WORDS or network.changes:
        yield f"{_name(network)}: {assessment.word}. {assessment.reason} {assessment.action}".rstrip()
    for change in network.changes[:_TOLD_CHANGES]:
        yield f"  {units.moment_text(change.at_unix_ms, now_unix_ms)}  {change_text(change, _name(network))}"
    if len(network.changes) > _TOLD_CHANGES:
        yield f"  and {len(network.changes) - _TOLD_CHANGES} earlier"


def _name(network: AuditedNetwork) -> str:
    return network.name or f"({units.NETWORK_TYPE_WORDS[network.network_type]} without a name)"


def change_text(change: TimelineEvent, network_name: str) -> str:
    """What changed, with what it was and is, and the access point or router."""
    detail = change.detail
    text = str(event_text(change, network_name))
    before, after = detail.get("before"), detail.get("after", detail.get("security"))
    if isinstance(before, dict):  # of a connection's own change: the whole link as it was
        before = before.get("security")
    if before and after and before != after:
        text += f": {_security(before)}, now {_security(after)}"
    who = detail.get("bssid") or detail.get("mac")
    return f"{text} ({who})" if who else text


def _security(code: object) -> str:
    return next((units.security_text(each) for each in Security if each.value == code), str(code))
