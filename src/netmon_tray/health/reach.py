"""Conditions of asking for round trips: answers that can't be believed, and questions that can't be put."""

from __future__ import annotations

from netmon_tray.health.networks import NO_WAY_OUT
from netmon_tray.model import Condition, Severity
from netmon_tray.words import say


def forged_names() -> Condition:
    """The name server gives an address for names that don't exist."""
    return Condition(
        "forged_names",
        Severity.INFO,
        say("The name server answers for names that don't exist"),
        say(
            "Providers do this to show pages of their own. Answers from such addresses are not taken for those of a "
            "host that you named."
        ),
    )


def target_unknown(target: str) -> Condition:
    """A host that the user named has no address."""
    return Condition(
        f"target_{target}",
        Severity.WARNING,
        say("{target} is not found", target=target),
        say("The name server knows no such host. It is not asked for round trips; see reachability.targets."),
        depends_on=NO_WAY_OUT,
        visible_after_s=15,
    )


def asking_forbidden(party: str) -> Condition:
    """This system lets nobody be asked in a way that is answered."""
    return Condition(
        f"unasked_{party}",
        Severity.INFO,
        say("Round trips to {party} can't be measured", party=party),
        say("This system does not let netmon send echoes, and nothing answers a connection there. No loss is counted."),
    )
