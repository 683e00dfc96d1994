"""What one look at the network shows."""

from __future__ import annotations

from collections.abc import Iterator

from netmon_tray import audit, health, units
from netmon_tray.audit import Grade
from netmon_tray.diagnosis.rows import Remedy, Row, attention, fine, untested
from netmon_tray.diagnosis.subject import Subject
from netmon_tray.model import Condition, Link, MissingConsent, NetmonError, Reachability, Sample, Severity, known
from netmon_tray.probes.reachability import may_echo
from netmon_tray.settings import Settings
from netmon_tray.words import joined, say

_PROBE = say("Network probe")


def network_rows(subject: Subject) -> Iterator[Row]:
    """The rows of a look, or why there is none."""
    try:
        sample = subject.look()
    except NetmonError as error:
        yield attention("probe", _PROBE, error.text)
        return
    yield from sample_rows(sample)
    yield position_row(sample, subject.settings)
    yield echo_row()


def sample_rows(sample: Sample) -> Iterator[Row]:
    """The rows of a sample."""
    for fault in sample.faults:
        yield attention(f"probe_{fault.part}", say("Probe {part}", part=fault.part), fault.text)
    if not sample.faults:
        yield fine("probe", _PROBE, _links_text(sample.links))
    yield _route_row(sample)
    yield _portal_row(sample)
    yield _metered_row(sample.primary)
    if sample.primary is not None:
        yield _security_row(sample.primary)
    if sample.missing_consent is not None:
        yield _consent_row(sample.missing_consent)


def _links_text(links: tuple[Link, ...]) -> str:
    names = ", ".join(link.interface.name for link in links)
    return say("It answers; up: {names}.", names=names) if names else say("It answers; no interface is up.")


def _route_row(sample: Sample) -> Row:
    link, title = sample.primary, say("Default route")
    if link is None:
        return attention("route", title, say("None: this computer is offline."))
    medium = units.NETWORK_TYPE_WORDS[link.network_type]
    named = joined([medium, known(link.network.name) or ""], ", ")
    over = say("{interface} ({network})", interface=link.interface.name, network=named)
    if sample.vpn is not None:
        over = say("{link}, {tunnel} above it", link=over, tunnel=sample.vpn.interface)
    return fine("route", title, over)


def _portal_row(sample: Sample) -> Row:
    title = say("Login page")
    if sample.has_portal:
        finding = say("This network wants a login: open any page in a browser.")
        return attention("portal", title, finding, Remedy.LOG_IN)
    if sample.reachability is Reachability.ONLINE:
        return fine("portal", title, say("None in the way: the system reaches the internet."))
    return untested("portal", title, say("The system does not check for one here."))


def _metered_row(link: Link | None) -> Row:
    is_metered = known(link.network.is_metered) if link else None
    title = say("Metered")
    if is_metered is None:
        return untested("metered", title, say("The system does not say."))
    return fine("metered", title, say("Yes, the system says so.") if is_metered else say("No."))


def _security_row(link: Link) -> Row:
    """The audit's grade of the network, with its reason and one action."""
    found = audit.grade(link.network_type, link.network.security)
    make = {Grade.INSECURE: attention, Grade.WEAK: attention, Grade.UNKNOWN: untested}.get(found.grade, fine)
    told = say("{grade}: {security}.", grade=found.word, security=units.security_text(link.network.security))
    return make("security", say("Security"), joined([told, found.reason, found.action]))


def _consent_row(missing: MissingConsent) -> Row:
    """Attention only while nobody has decided: a refusal is a choice."""
    return _decided_row("consent", say("Location permission"), health.consent_missing(missing))


def echo_row() -> Row:
    """How hosts are asked for round trips here; without echoes a connection does."""
    title = say("Round trips")
    if may_echo():
        return fine("round_trips", title, say("Asked by unprivileged echoes (ICMP)."))
    return fine("round_trips", title, say("Asked by connections (TCP): this system lets no user send echoes."))


def position_row(sample: Sample, settings: Settings) -> Row:
    """Whether records say where this computer is; not wanting that is a choice too."""
    title = say("Position")
    if not settings.privacy.location:
        return fine("position", title, say("Not recorded, and nobody is asked for it (privacy.location is off)."))
    if sample.missing_position is not None:
        return _decided_row("position", title, health.position_withheld(sample.missing_position))
    if known(sample.position) is None:
        return attention(
            "position", title, say("The location service told none in time; records are made without a position.")
        )
    finding = say("Known, and recorded with {decimals} decimals.", decimals=settings.privacy.coordinate_decimals)
    return fine("position", title, finding)


def _decided_row(check: str, title: str, told: Condition) -> Row:
    """Something that waits for a person's consent, or was refused it."""
    make = fine if told.severity is Severity.INFO else attention
    finding = joined([joined([told.title, told.text], ". "), told.link or ""])
    return make(check, title, finding, Remedy.ALLOW if told.link else None)
