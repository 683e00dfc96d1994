"""The schema as numbered migrations: each entry is one version, a tuple of single statements, one transaction.

A released entry is never edited: a change is a new entry at the end. Only SQL of SQLite 3.31 and older is used
(no STRICT, no RETURNING), because a Python of a long-term distribution brings its system's library.
"""

from __future__ import annotations

APPLICATION_ID = 0x4E4D5452
""""NMTR": tells our files from any other SQLite database (https://www.sqlite.org/pragma.html#pragma_application_id)."""

_CONNECTION_LOG = (
    # The deferred reference makes a record without a delivery row impossible to commit. No AUTOINCREMENT and no index
    # on the random UUIDs: each would cost every append a page more; ids are not given twice because the newest record
    # always stays, and an append that is repeated looks at the last rows only.
    """
    CREATE TABLE connection_log (
        id INTEGER PRIMARY KEY REFERENCES delivery (record_id) DEFERRABLE INITIALLY DEFERRED,
        record_uuid TEXT NOT NULL,
        attachment_uuid TEXT NOT NULL,
        event TEXT NOT NULL CHECK (event IN ('established', 'maintained', 'changed', 'terminated')),
        at_unix_ms INTEGER NOT NULL,
        payload TEXT NOT NULL,
        local TEXT NOT NULL
    )
    """,
    "CREATE INDEX connection_log_at ON connection_log (at_unix_ms)",
    """
    CREATE TRIGGER connection_log_is_immutable BEFORE UPDATE ON connection_log
    BEGIN
        SELECT RAISE (ABORT, 'a connection record is never changed');
    END
    """,
)

_DELIVERY = (
    """
    CREATE TABLE delivery (
        record_id INTEGER PRIMARY KEY REFERENCES connection_log (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        state TEXT NOT NULL
            CHECK (state IN ('pending', 'sending', 'sent', 'rejected', 'withheld', 'dropped')),
        attempts INTEGER NOT NULL DEFAULT 0,
        maybe_sent INTEGER NOT NULL DEFAULT 0,
        not_before_unix_ms INTEGER,
        reason TEXT,
        last_status INTEGER,
        last_error TEXT,
        sent_at_unix_ms INTEGER
    )
    """,
    # One index answers the claim (not_before in it: isolated rows are passed without a look at the table), the lists
    # by state, recovery and retention.
    "CREATE INDEX delivery_by_state ON delivery (state, record_id, not_before_unix_ms)",
    "CREATE INDEX delivery_isolated ON delivery (not_before_unix_ms) WHERE not_before_unix_ms IS NOT NULL",
    """
    CREATE TRIGGER delivery_changes_lawfully BEFORE UPDATE OF state ON delivery
    WHEN NOT (
        OLD.state = NEW.state
        OR (OLD.state = 'pending' AND NEW.state IN ('sending', 'sent', 'withheld', 'dropped'))
        OR (OLD.state = 'sending' AND NEW.state IN ('pending', 'sent', 'rejected'))
        OR (OLD.state = 'sent' AND NEW.state = 'pending')
        OR (OLD.state = 'rejected' AND NEW.state IN ('pending', 'dropped'))
        OR (OLD.state = 'withheld' AND NEW.state IN ('pending', 'dropped'))
    )
    BEGIN
        SELECT RAISE (ABORT, 'no such change of a delivery state');
    END
    """,
    # Counting a million index entries costs 40 ms; the counts are asked for at each tick.
    "CREATE TABLE delivery_count (state TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    """
    INSERT INTO delivery_count (state, number)
    VALUES ('pending', 0), ('sending', 0), ('sent', 0), ('rejected', 0), ('withheld', 0), ('dropped', 0)
    """,
    """
    CREATE TRIGGER delivery_counted_in AFTER INSERT ON delivery
    BEGIN
        UPDATE delivery_count SET number = number + 1 WHERE state = NEW.state;
    END
    """,
    """
    CREATE TRIGGER delivery_counted_over AFTER UPDATE OF state ON delivery WHEN OLD.state <> NEW.state
    BEGIN
        UPDATE delivery_count SET number = number - 1 WHERE state = OLD.state;
        UPDATE delivery_count SET number = number + 1 WHERE state = NEW.state;
    END
    """,
    """
    CREATE TRIGGER delivery_counted_out AFTER DELETE ON delivery
    BEGIN
        UPDATE delivery_count SET number = number - 1 WHERE state = OLD.state;
    END
    """,
)

_DROP_LEDGER = (
    # record_count is NULL where it is not known (a database that can't be read any more).
    """
    CREATE TABLE drop_ledger (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        since_unix_ms INTEGER NOT NULL,
        until_unix_ms INTEGER NOT NULL,
        reason TEXT NOT NULL,
        record_count INTEGER,
        undelivered_count INTEGER,
        first_id INTEGER,
        last_id INTEGER,
        note TEXT
    )
    """,
    """
    CREATE TRIGGER drop_ledger_is_kept BEFORE DELETE ON drop_ledger
    BEGIN
        SELECT RAISE (ABORT, 'the drop ledger is never shortened');
    END
    """,
    # A row here opens retention for the transaction that wrote it; it names the ledger row that counts the deletions.
    "CREATE TABLE retention_pass (ledger_id INTEGER NOT NULL REFERENCES drop_ledger (id))",
    """
    CREATE TRIGGER connection_log_goes_by_retention BEFORE DELETE ON connection_log
    BEGIN
        SELECT RAISE (ABORT, 'a connection record goes by retention only')
        WHERE NOT EXISTS (SELECT 1 FROM retention_pass);
        SELECT RAISE (ABORT, 'the newest record stays, so that its id is not given again')
        WHERE OLD.id = (SELECT max(id) FROM connection_log);
        SELECT RAISE (ABORT, 'a record that is being sent stays')
        WHERE (SELECT state FROM delivery WHERE record_id = OLD.id) = 'sending';
        UPDATE drop_ledger SET
            record_count = record_count + 1,
            undelivered_count = undelivered_count
                + ((SELECT state FROM delivery WHERE record_id = OLD.id) NOT IN ('sent', 'dropped')),
            first_id = min(ifnull(first_id, OLD.id), OLD.id),
            last_id = max(ifnull(last_id, OLD.id), OLD.id)
        WHERE id = (SELECT ledger_id FROM retention_pass);
    END
    """,
)

_AGENT_STATE = (
    "CREATE TABLE agent_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE request (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        verb TEXT NOT NULL,
        argument TEXT NOT NULL,
        asked_at_unix_ms INTEGER NOT NULL,
        done_at_unix_ms INTEGER,
        outcome TEXT
    )
    """,
    "CREATE INDEX request_open ON request (id) WHERE done_at_unix_ms IS NULL",
)

_HISTORY = (
    """
    CREATE TABLE network (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        network_type TEXT NOT NULL,
        first_seen_unix_s INTEGER NOT NULL,
        last_seen_unix_s INTEGER NOT NULL,
        alias TEXT,
        is_trusted INTEGER NOT NULL DEFAULT 0,
        is_metered INTEGER,
        never_upload INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE access_point (
        id INTEGER PRIMARY KEY,
        network_id INTEGER NOT NULL REFERENCES network (id),
        bssid TEXT NOT NULL,
        UNIQUE (network_id, bssid)
    )
    """,
    # span_s: 60, 3600 or 86400. start_s: Unix time of a minute or of a local hour; a day is its calendar date as it
    # was lived on this machine, written as midnight UTC of that date, so that travel and clock changes move no byte.
    """
    CREATE TABLE traffic (
        span_s INTEGER NOT NULL,
        start_s INTEGER NOT NULL,
        network_id INTEGER NOT NULL REFERENCES network (id),
        rx_bytes INTEGER NOT NULL,
        tx_bytes INTEGER NOT NULL,
        covered_s REAL NOT NULL,
        PRIMARY KEY (span_s, start_s, network_id)
    ) WITHOUT ROWID
    """,
    # The mean is kept as total / number: totals add up over any order of rows.
    """
    CREATE TABLE signal (
        span_s INTEGER NOT NULL,
        start_s INTEGER NOT NULL,
        access_point_id INTEGER NOT NULL REFERENCES access_point (id),
        measure TEXT NOT NULL,
        minimum REAL NOT NULL,
        maximum REAL NOT NULL,
        total REAL NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (span_s, start_s, access_point_id, measure)
    ) WITHOUT ROWID
    """,
)

_SALVAGE = (
    # How many records of a damaged database were brought back; NULL while that is still to be done.
    "ALTER TABLE drop_ledger ADD COLUMN recovered_count INTEGER",
    # On the pages of a table WITHOUT ROWID a text above 1 KB goes to overflow pages: a flush of five pages more each
    # time that the attachment is stored with a record.
    "CREATE TABLE agent_text (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "INSERT INTO agent_text (key, value) SELECT key, value FROM agent_state",
    "DROP TABLE agent_state",
    "ALTER TABLE agent_text RENAME TO agent_state",
)

_REFUSALS = (
    # How often this record was refused without a clear reason, each kind by itself: attempts also counts what the
    # server failed at (500), which must reject nothing.
    "ALTER TABLE delivery ADD COLUMN conflicts INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE delivery ADD COLUMN client_errors INTEGER NOT NULL DEFAULT 0",
)

_EVENTS = (
    # What happened, for the time axis. An event is known by its beginning, kind and network ('' for none), so that one
    # which is written again after an error takes no second row. until_unix_ms is NULL for a moment and for what still
    # goes on; detail is a JSON object.
    """
    CREATE TABLE event (
        at_unix_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        network_key TEXT NOT NULL,
        until_unix_ms INTEGER,
        detail TEXT NOT NULL,
        PRIMARY KEY (at_unix_ms, kind, network_key)
    ) WITHOUT ROWID
    """,
    # What began before a range and reaches into it: what has ended since, and what has not.
    "CREATE INDEX event_until ON event (until_unix_ms) WHERE until_unix_ms IS NOT NULL",
    "CREATE INDEX event_open ON event (kind) WHERE until_unix_ms IS NULL",
)

_TIMELINE = (
    # Bytes and seconds while roaming are part of the sums beside them. Peaks are the highest between two samples.
    "ALTER TABLE traffic ADD COLUMN rx_roaming_bytes INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE traffic ADD COLUMN tx_roaming_bytes INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE traffic ADD COLUMN roaming_s REAL NOT NULL DEFAULT 0",
    "ALTER TABLE traffic ADD COLUMN rx_peak_bytes_per_s INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE traffic ADD COLUMN tx_peak_bytes_per_s INTEGER NOT NULL DEFAULT 0",
    # Time in each band, whole milliseconds: they add up to the same in any order. A zero takes one byte.
    "ALTER TABLE signal ADD COLUMN very_weak_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE signal ADD COLUMN weak_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE signal ADD COLUMN fair_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE signal ADD COLUMN good_ms INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE signal ADD COLUMN excellent_ms INTEGER NOT NULL DEFAULT 0",
    # A BSSID is one radio on one band; a swap of its channel is an event.
    "ALTER TABLE access_point ADD COLUMN frequency_mhz INTEGER",
)

_ROUND_TRIPS = (
    # One row per span (as in traffic), network and party: "gateway", "dns" or a host as the user wrote it. What was
    # asked and not lost was measured: total_ms / (sent - lost) is the mean. An index that counts who ever answered
    # is not needed: the days are few.
    """
    CREATE TABLE round_trip (
        span_s INTEGER NOT NULL,
        start_s INTEGER NOT NULL,
        network_id INTEGER NOT NULL REFERENCES network (id),
        party TEXT NOT NULL,
        is_tunnelled INTEGER NOT NULL,
        sent INTEGER NOT NULL,
        lost INTEGER NOT NULL,
        minimum_ms REAL,
        maximum_ms REAL,
        total_ms REAL NOT NULL,
        jitter_total_ms REAL NOT NULL,
        jitter_number INTEGER NOT NULL,
        PRIMARY KEY (span_s, start_s, network_id, party, is_tunnelled)
    ) WITHOUT ROWID
    """,
)

_COVERAGE = (
    # How long each level was heard at a place, by local day (as in traffic). Millionths of a degree: whole numbers are
    # the same cell whatever they were computed by.
    """
    CREATE TABLE coverage (
        day_s INTEGER NOT NULL,
        network_id INTEGER NOT NULL REFERENCES network (id),
        latitude_e6 INTEGER NOT NULL,
        longitude_e6 INTEGER NOT NULL,
        measure TEXT NOT NULL,
        level REAL NOT NULL,
        covered_ms INTEGER NOT NULL,
        PRIMARY KEY (network_id, latitude_e6, longitude_e6, measure, level, day_s)
    ) WITHOUT ROWID
    """,
)

_AUDIT = (
    # What the audit takes for granted of a network, by its key in the history; addresses as privacy settings allow.
    """
    CREATE TABLE network_security (
        network_key TEXT PRIMARY KEY,
        security TEXT NOT NULL,
        seen_unix_s INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE known_access_point (
        network_key TEXT NOT NULL,
        bssid TEXT NOT NULL,
        security TEXT NOT NULL,
        vendor TEXT NOT NULL,
        PRIMARY KEY (network_key, bssid)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE known_router (
        network_key TEXT NOT NULL,
        address TEXT NOT NULL,
        mac TEXT NOT NULL,
        vendor TEXT NOT NULL,
        PRIMARY KEY (network_key, address, mac)
    ) WITHOUT ROWID
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        *_CONNECTION_LOG,
        *_DELIVERY,
        *_DROP_LEDGER,
        *_AGENT_STATE,
        *_HISTORY,
    ),
    _SALVAGE,
    _REFUSALS,
    _EVENTS,
    _TIMELINE,
    _ROUND_TRIPS,
    _COVERAGE,
    _AUDIT,
)
"""``MIGRATIONS[n]`` leads from version n to version n + 1; ``PRAGMA user_version`` holds the version."""

SCHEMA_VERSION = len(MIGRATIONS)
