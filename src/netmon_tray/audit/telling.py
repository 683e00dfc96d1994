"""The words for what is not as it was: what happened, what it may mean, and one thing to do."""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray.audit.changes import Finding
from netmon_tray.model import UNSUPPORTED, Security, TimelineKind
from netmon_tray.units import security_text
from netmon_tray.words import Phrase, say


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding, said to a person."""

    title: Phrase
    """With the name of the network."""
    reason: Phrase
    action: Phrase


_ACTION = say("Leave it unless you know of the change; marking the network as trusted accepts it.")


def explain(finding: Finding, network_name: str | None) -> Explanation:
    """Say a finding about the network that people call ``network_name``; an address that is not to be told is empty."""
    name = network_name or say("This network")
    before, after = _words(finding.before), _words(finding.after)
    if finding.kind is TimelineKind.AUDIT_PASSWORD_LOST:
        reason = say(
            "It was {before} and is {after} now: somebody may run a copy of it to read along.",
            before=before,
            after=after,
        )
        return Explanation(say("{name} has lost its password", name=name), reason, _ACTION)
    if finding.kind is TimelineKind.AUDIT_WEAKER:
        reason = say(
            "It was {before} and is {after} now: its settings were changed, or somebody runs a copy of it.",
            before=before,
            after=after,
        )
        return Explanation(say("{name} is less secure than before", name=name), reason, _ACTION)
    if finding.kind is TimelineKind.AUDIT_ROUTER:
        reason = say(
            "Another device answers in the router's place{mac}: it was replaced, or somebody redirects the traffic.",
            mac=_named(finding),
        )
        return Explanation(say("The router of {name} is another device", name=name), reason, _ACTION)
    return Explanation(say("{name} has an unknown access point", name=name), _of_access_point(finding), _ACTION)


def _of_access_point(finding: Finding) -> Phrase:
    if finding.after is not None:
        return say(
            "It{bssid} asks for another kind of login ({after}, the network had {before}): it may not belong to it.",
            bssid=_named(finding),
            before=_words(finding.before),
            after=_words(finding.after),
        )
    return say(
        "It{bssid} was made by another vendor than the network's others: it was added, or it is somebody's copy.",
        bssid=_named(finding),
    )


def _named(finding: Finding) -> str:
    return f" ({finding.address})" if finding.address else ""


def _words(security: Security | None) -> str:
    return security_text(security or UNSUPPORTED)
