"""The catalogue of conditions: everything that a person should be told about, as data with its words.

Window, tray and command line show the same list. A title says what is; the text says what still works and what
to do or what happens next. Who notices a state calls the function of that name; ``visible`` decides what is shown.
Here stands what is called from outside; each function has its place in the file of its concern.
"""

from netmon_tray.health.alerts import (
    OUTAGE_OVER,
    QUOTA,
    WEAK_SIGNAL,
    outage,
    outage_over,
    queue_stuck,
    quota,
    weak_signal,
)
from netmon_tray.health.configuration import (
    SETTINGS_BROKEN,
    clock_wrong,
    policy_ignored,
    policy_invalid,
    settings_broken,
    settings_invalid,
)
from netmon_tray.health.disk import (
    DATABASE_NEWER,
    DATABASE_UNUSABLE,
    DISK_FULL,
    DISK_READONLY,
    database_moved_aside,
    database_newer,
    database_unusable,
    database_wal_lost,
    disk_full,
    disk_readonly,
    records_dropped,
    storage,
)
from netmon_tray.health.networks import (
    CONSENT_MISSING,
    INSECURE_NETWORK,
    OFFLINE,
    OFFLINE_TEXTS,
    OUTAGE,
    PORTAL,
    POSITION_WITHHELD,
    UNCONNECTED,
    consent_missing,
    insecure_network,
    network_changed,
    offline,
    portal,
    position_withheld,
    probe_fault,
)
from netmon_tray.health.program import no_tray, other_agent, worker_died
from netmon_tray.health.reach import asking_forbidden, forged_names, target_unknown
from netmon_tray.health.sending import records_rejected, upload
from netmon_tray.health.shown import visible

__all__ = [
    "CONSENT_MISSING",
    "DATABASE_NEWER",
    "DATABASE_UNUSABLE",
    "DISK_FULL",
    "DISK_READONLY",
    "INSECURE_NETWORK",
    "OFFLINE",
    "OFFLINE_TEXTS",
    "OUTAGE",
    "OUTAGE_OVER",
    "PORTAL",
    "POSITION_WITHHELD",
    "QUOTA",
    "SETTINGS_BROKEN",
    "UNCONNECTED",
    "WEAK_SIGNAL",
    "asking_forbidden",
    "clock_wrong",
    "consent_missing",
    "database_moved_aside",
    "database_newer",
    "database_unusable",
    "database_wal_lost",
    "disk_full",
    "disk_readonly",
    "forged_names",
    "insecure_network",
    "network_changed",
    "no_tray",
    "offline",
    "other_agent",
    "outage",
    "outage_over",
    "policy_ignored",
    "policy_invalid",
    "portal",
    "position_withheld",
    "probe_fault",
    "queue_stuck",
    "quota",
    "records_dropped",
    "records_rejected",
    "settings_broken",
    "settings_invalid",
    "storage",
    "target_unknown",
    "upload",
    "visible",
    "weak_signal",
    "worker_died",
]
