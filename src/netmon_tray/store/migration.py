"""Leading a database from its version to ours, one transaction for each version, with a copy kept from before."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from netmon_tray.store.files import BACKUP_DIR_NAME, make_private_dir, make_private_file, timestamp
from netmon_tray.store.schema import MIGRATIONS

BACKUPS_KEPT = 2


def apply_migrations(
    connection: sqlite3.Connection,
    migrations: tuple[tuple[str, ...], ...] = MIGRATIONS,
    *,
    until_version: int | None = None,
) -> None:
    """Apply every migration that the database lacks; a failing version leaves the database at the one before.

    Foreign keys are not enforced meanwhile (a table may be rebuilt under its references) but checked before each
    commit. Raises sqlite3.Error.
    """
    enforced = connection.execute("PRAGMA foreign_keys").fetchone()[0]
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        while _apply_next(connection, migrations[:until_version]):
            pass
    finally:
        connection.execute(f"PRAGMA foreign_keys = {enforced}")


def is_our_schema(connection: sqlite3.Connection) -> bool:
    """Whether tables, indexes and triggers are word for word those of its version, whatever quotes SQLite added.

    One flipped bit in the text of a trigger can be valid SQL that does something else. Raises sqlite3.Error.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        apply_migrations(fresh, until_version=int(version))
        return _schema_texts(connection) == _schema_texts(fresh)


def _schema_texts(connection: sqlite3.Connection) -> set[tuple[bytes, bytes, bytes]]:
    """As bytes: of a damaged database they need not be text any more."""
    rows = connection.execute(
        "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(ifnull(sql, '') AS BLOB)"
        " FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
    )
    return {(kind, name, b"".join(sql.replace(b'"', b"").split())) for kind, name, sql in rows}


def back_up(connection: sqlite3.Connection, data_dir: Path, version: int) -> Path:
    """Copy the database as it is to ``backups``, keep the newest two copies and return the new one's name.

    VACUUM INTO sees the -wal too, which copying the file would not. It does not flush: that is done here.
    Raises sqlite3.Error, OSError.
    """
    folder = data_dir / BACKUP_DIR_NAME
    make_private_dir(folder)
    target = folder / f"netmon-{timestamp()}-v{version}.db"
    partial = target.with_suffix(".partial")
    for unfinished in folder.glob("netmon-*.partial"):  # a process that was killed while it copied
        unfinished.unlink()
    make_private_file(partial)
    connection.execute("VACUUM INTO ?", (str(partial),))
    handle = os.open(partial, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    partial.replace(target)
    for older in sorted(folder.glob("netmon-*.db"))[:-BACKUPS_KEPT]:
        older.unlink()
    return target


def _apply_next(connection: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...]) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        is_behind = version < len(migrations)
        if is_behind:
            for statement in migrations[version]:
                connection.execute(statement)
            _check_references(connection, version + 1)
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return is_behind


def _check_references(connection: sqlite3.Connection, version: int) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise sqlite3.IntegrityError(f"migration {version} breaks a reference: {broken}")
