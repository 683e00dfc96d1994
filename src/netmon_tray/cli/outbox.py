"""``netmon queue``: what is on its way to the server, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from netmon_tray import choices, units
from netmon_tray.cli import ERROR, FINE
from netmon_tray.cli.records import record_lines
from netmon_tray.cli.render import UsageError, printable, table, write_json, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.cli.view import queue_document, queue_text
from netmon_tray.exports import record_document
from netmon_tray.model import DeliveryState, LoggedRecord, NetmonError, WithheldReason

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.storage import Stores
    from netmon_tray.store.history import SeenNetwork

UNSENT = (DeliveryState.INFLIGHT, DeliveryState.READY, DeliveryState.REJECTED, DeliveryState.WITHHELD)


def list_queue(context: Context) -> int:
    """Show how many records are where, and the oldest of those that are not sent."""
    from netmon_tray.storage import stored_upload

    now_unix_ms = context.now_unix_ms()
    with opened(context.paths.data_dir) as stores:
        counts = stores.outbox.counts()
        upload = stored_upload(stores.state, context.settings, now_unix_ms)
        records = unsent(stores, context.arguments.limit)
    if context.wants_json:
        write_json({"queue": queue_document(counts), "records": [record_document(record) for record in records]})
        return FINE
    lines = [f"Records: {queue_text(counts, upload, now_unix_ms)}."]
    total = counts.pending + counts.sending + counts.rejected + counts.withheld
    if records:
        lines += ["", *record_lines(records, is_uploading=context.settings.upload.enabled)]
    if total > len(records):
        lines.append(f"... and {total - len(records):,} more (--limit)")
    write_lines(lines)
    return FINE


def unsent(stores: Stores, limit: int) -> list[LoggedRecord]:
    """The first records of each state that is not final, in the order in which they were made."""
    found: list[LoggedRecord] = []
    for state in UNSENT:
        found += stores.log.records(state=state, limit=limit - len(found), newest_first=False)
    return sorted(found, key=lambda record: record.id)


def retry(context: Context) -> int:
    """Have rejected, isolated or withheld records sent anew; what the server could not take stays as it is."""
    with opened(context.paths.data_dir, writable=True) as stores:
        done = choices.send_again(stores, context.arguments.ids)
    return _tell_change(
        context,
        done.changed,
        "to be sent again",
        "rejected, or withheld and fit to be sent, can be",
        [f"Record {id_} stays on this computer: {reason}." for id_, reason in done.kept.items()],
    )


def drop(context: Context) -> int:
    """Give up sending records."""
    with opened(context.paths.data_dir, writable=True) as stores:
        done = choices.give_up(stores, context.arguments.ids)
    return _tell_change(context, done.changed, "given up; they stay in the log", "waiting, rejected or withheld can be")


def _tell_change(context: Context, changed: int, done: str, needed: str, notes: Sequence[str] = ()) -> int:
    """Say how many records changed; exit code 1 where some of those named did not."""
    wanted = len(set(context.arguments.ids))
    if context.wants_json:
        write_json({"changed": changed, "unchanged": wanted - changed})
    else:
        lines = [f"{units.count_text(changed, 'record')} {done}."]
        if changed != wanted:
            lines.append(f"Not changed: {wanted - changed:,}; only what is {needed}.")
        write_lines([*lines, *notes])
    return FINE if changed == wanted else ERROR


def keep_local(context: Context) -> int:
    """Keep all that waits now on this computer, or let what was kept so be sent after all."""
    with opened(context.paths.data_dir, writable=True) as stores:
        if context.arguments.undo:
            changed = stores.outbox.release_withheld(WithheldReason.KEPT_LOCAL)
        else:
            changed = stores.outbox.withhold_pending(WithheldReason.KEPT_LOCAL)
    if context.wants_json:
        write_json({"changed": changed})
        return FINE
    what = units.count_text(changed, "record")
    if context.arguments.undo:
        write_lines([f"{what} will be sent while upload.enabled is true."])
    else:
        write_lines([f"{what} stay on this computer and are not sent (--undo takes it back)."])
    return FINE


def never_upload(context: Context) -> int:
    """Keep the records of a network on this computer, those that wait and all to come; or tell where that holds."""
    name = context.arguments.network
    if name is None:
        if context.arguments.undo:
            raise UsageError("--undo needs the network.")
        return _list_networks(context)
    from netmon_tray.store.never_upload import NeverUpload

    with opened(context.paths.data_dir, writable=True) as stores:
        network = _named(stores.history.networks(), name)
        flagged = NeverUpload(stores.database)
        is_undone = context.arguments.undo
        changed = flagged.allow(network.key, release=True) if is_undone else flagged.forbid(network.key)
    if context.wants_json:
        write_json({"network_key": network.key, "never_upload": not is_undone, "changed": changed})
        return FINE
    what, who = units.count_text(changed, "record"), printable(_shown_name(network))
    if is_undone:
        write_lines([f"{who} is uploaded again; {what} kept for it will be sent while upload.enabled is true."])
    else:
        write_lines([f"{who} is never uploaded: {what} that waited, and all to come, stay here (--undo ends it)."])
    return FINE


def _list_networks(context: Context) -> int:
    with opened(context.paths.data_dir) as stores:
        networks = stores.history.networks()
    if context.wants_json:
        write_json(
            [
                {"network_key": each.key, "network_name": _shown_name(each), "never_upload": each.flags.never_upload}
                for each in networks
            ]
        )
        return FINE
    rows = [[_shown_name(each), each.key, "yes" if each.flags.never_upload else "no"] for each in networks]
    write_lines(table([["NETWORK", "KEY", "NEVER UPLOADED"], *rows]) if rows else ["No network was seen yet."])
    return FINE


def _shown_name(network: SeenNetwork) -> str:
    """The user's alias, else its name, else its key."""
    return network.flags.alias or network.name or network.key


def _named(networks: Sequence[SeenNetwork], name: str) -> SeenNetwork:
    """The network that a person means: by its key, else by a name that only one bears. Raises NetmonError."""
    found = [each for each in networks if each.key == name] or [
        each for each in networks if name in (each.name, each.flags.alias)
    ]
    if not found:
        raise NetmonError(f"No network {name} was seen.", "`netmon queue never-upload` lists those that were.")
    if len(found) > 1:
        keys = ", ".join(each.key for each in found)
        raise NetmonError(f"Several networks are called {name}.", f"Name one by its key: {keys}.")
    return found[0]
