"""Backups: one file of JSON lines for both databases, so that what one of them kept can be restored into the other.

::

    {"backup": "kamguide", "schema": "0002", "made": "2026-11-30T12:00:00+00:00", "key": "0123456789abcdef"}
    {"table": "assessments", "row": {"id": 1, "code_hash": "6f…", "text": "…", …}}
    …
    {"rows": 1, "sha256": "…"}         of all lines before; a file that was cut lacks it

Codes and tokens stand in it as hashes only: without the site's secret key, which is kept elsewhere, it opens nothing.
Which key that is stands in its first line, as a fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, LargeBinary, Table, delete, func, insert, select, text

from kamguide.errors import RefusedFileError
from kamguide.store.database import Database
from kamguide.store.errors import NotEmptyError
from kamguide.store.known_key import accept, keeps_something, known
from kamguide.store.schema import HEAD
from kamguide.store.tables import PERSONAL, Moment, metadata

_SAME_ROWS = ("0001", HEAD)
"""Schemas in which what people leave stands in the same tables."""
_BATCH = 200
_LONGEST_LINE = 8_000_000
"""Bytes of a line: the longest text, escaped, with its row."""


def backup(database: Database, key: str, file: Path, now: datetime) -> int:
    """Write all that is kept at one moment to a file of ours alone; how many rows. What stood there is replaced whole.

    :param key: the fingerprint of the site's key; the file names the one that the database knows, where it is another.
    :raises StoreError: the database cannot be read.
    :raises RefusedFileError: the file cannot be written.
    """
    written = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            checksum, rows = hashlib.sha256(), 0
            with database.reading() as connection:
                under = known(connection) or key
                head = {"backup": "kamguide", "schema": HEAD, "made": now.isoformat(), "key": under}
                for value in chain([head], _rows(connection)):
                    line = _line(value)
                    checksum.update(line)
                    out.write(line)
                    rows += 1
            out.write(_line({"rows": rows - 1, "sha256": checksum.hexdigest()}))
            out.flush()
            os.fsync(out.fileno())
        written.replace(file)
    except OSError as error:
        raise RefusedFileError(
            "the backup %(file)s cannot be written: %(reason)s", file=str(file), reason=error.strerror or ""
        ) from None
    finally:
        written.unlink(missing_ok=True)
    return rows - 1


def restore(database: Database, key: str, file: Path, *, replace: bool = False) -> int:
    """Put what a backup holds into the store, all or nothing; how many rows.

    :param key: the fingerprint of the site's key.
    :param replace: whether what is kept now is deleted; else the store must be empty.
    :raises RefusedFileError: no backup, one that was cut or changed, of another schema, or made under another key.
    :raises NotEmptyError: something is kept, and ``replace`` is not given.
    :raises StoreError: nothing was changed.
    """
    _refuse(file, key)
    with database.writing() as connection:
        _unhurried(connection)
        if keeps_something(connection):
            if not replace:
                raise NotEmptyError
            for table in reversed(PERSONAL):
                connection.execute(delete(table))
        accept(connection, key, None)
        rows = 0
        for table, batch in _batches(file):
            connection.execute(insert(table), batch)
            rows += len(batch)
        if not database.is_sqlite:
            _set_counters(connection)
    return rows


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _rows(connection: Connection) -> Iterator[dict[str, object]]:
    _unhurried(connection)
    for table in PERSONAL:
        query = select(table).order_by(*table.primary_key)
        for row in connection.execution_options(yield_per=_BATCH).execute(query):
            yield {"table": table.name, "row": {name: _told(value) for name, value in row._mapping.items()}}


def _told(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def _unhurried(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))


def _refuse(file: Path, key: str) -> None:
    """:raises RefusedFileError: the file is not to the byte what ``backup`` wrote, or not for this store."""
    checksum, rows, last = hashlib.sha256(), -1, b""
    head: dict[str, str] = {}
    try:
        with file.open("rb") as lines:
            while line := lines.readline(_LONGEST_LINE):
                if last:
                    checksum.update(last)
                    rows += 1
                    head = head or json.loads(last)
                last = line
        end = json.loads(last)
        whole = end == {"rows": rows, "sha256": checksum.hexdigest()} and head["backup"] == "kamguide"
    except OSError as error:
        raise RefusedFileError(
            "the backup %(file)s cannot be read: %(reason)s", file=str(file), reason=error.strerror or ""
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise RefusedFileError("%(file)s is no whole backup: nothing was changed", file=str(file))
    if head["schema"] not in _SAME_ROWS:
        raise RefusedFileError(
            "%(file)s was made by a version of kamguide with schema %(found)s, this one has %(ours)s",
            file=str(file),
            found=str(head["schema"]),
            ours=HEAD,
        )
    if head["key"] != key:
        raise RefusedFileError(
            "%(file)s was made under another secret_key: with this one no code of it would open anything",
            file=str(file),
        )


def _batches(file: Path) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows of a whole backup, some at a time, in the order in which they can be inserted."""
    held: tuple[Table, list[dict[str, Any]]] | None = None
    with file.open("rb") as lines:
        for line in lines:
            value = json.loads(line)
            if "table" not in value:
                continue
            table = metadata.tables[value["table"]]
            if held is not None and (held[0] is not table or len(held[1]) >= _BATCH):
                yield held
                held = None
            held = held or (table, [])
            held[1].append({name: _read(table, name, told) for name, told in value["row"].items()})
    if held is not None:
        yield held


def _read(table: Table, name: str, told: Any) -> object:
    kind = table.c[name].type
    if told is None:
        return None
    if isinstance(kind, Moment | DateTime):
        return datetime.fromisoformat(told)
    return bytes.fromhex(told) if isinstance(kind, LargeBinary) else told


def _set_counters(connection: Connection) -> None:
    """PostgreSQL numbers new rows from where the restored ones end."""
    for table in PERSONAL:
        if "id" in table.c:
            highest = connection.execute(select(func.max(table.c.id))).scalar()
            if highest is not None:
                counter = func.pg_get_serial_sequence(table.name, "id")
                connection.execute(select(func.setval(counter, highest)))
