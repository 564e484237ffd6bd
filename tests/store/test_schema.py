"""The schema: as the tables say on both databases, whole or not at all when its making is cut, and no newer one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect

from kamguide.settings import Settings
from kamguide.store import open_store, schema
from kamguide.store.database import Database, database_url
from kamguide.store.errors import StoreNewerError, StoreOlderError
from kamguide.store.store import Store
from kamguide.store.tables import metadata
from tests.store.conftest import KINDS, NOON, SECRET

if TYPE_CHECKING:
    from sqlalchemy import Connection

BROUGHT_UP = "UPDATE alembic_version SET version_num = "


class KilledError(Exception):
    """Stands for the process's end: nothing after it runs in the transaction."""


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table, of each kind."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("databases")("schema")
    made = Database(database_url(url, tmp_path))
    yield made
    made.close()


def described(database: Database) -> object:
    """Everything that the database says of its tables."""
    with database.reading() as connection:
        looked = inspect(connection)
        return {
            name: [
                [(column["name"], str(column["type"]), column["nullable"]) for column in looked.get_columns(name)],
                looked.get_pk_constraint(name),
                sorted(looked.get_foreign_keys(name), key=str),
                sorted(looked.get_unique_constraints(name), key=str),
                sorted(looked.get_indexes(name), key=str),
                sorted(looked.get_check_constraints(name), key=str),
            ]
            for name in sorted(looked.get_table_names())
        }


def test_the_program_and_its_migrations_know_one_version() -> None:
    folder = Path(schema.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_heads() == [schema.HEAD]


def test_what_the_migrations_make_is_what_the_tables_say(database: Database) -> None:
    assert schema.upgrade(database) == (None, schema.HEAD)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    migrated = described(database)
    with database.migrating() as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
    assert described(database) == migrated


def statements(database: Database, most: int) -> bool:
    """Upgrade, and be killed after so many statements; whether it came to the end."""
    done = 0

    def count(_connection: Connection, _cursor: Any, _statement: str, *_: object) -> None:
        nonlocal done
        done += 1
        if done > most:
            raise KilledError

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        schema.upgrade(database)
    except KilledError:
        return False
    else:
        return True
    finally:
        event.remove(database.engine, "before_cursor_execute", count)


def test_cut_at_any_step_it_is_as_before_and_can_be_run_again(database: Database) -> None:
    empty, steps = described(database), 0
    while not statements(database, steps):
        assert described(database) == empty
        steps += 1
    assert steps > len(metadata.tables)
    whole = described(database)
    assert schema.upgrade(database) == (schema.HEAD, schema.HEAD)
    assert described(database) == whole


def set_version(database: Database, version: str) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql(f"{BROUGHT_UP}'{version}'")


def test_a_database_of_a_newer_program_is_refused_by_one_line_and_not_touched(database: Database) -> None:
    schema.upgrade(database)
    set_version(database, "9999")
    before = described(database)
    for way in (schema.make_ready, schema.upgrade):
        with pytest.raises(StoreNewerError, match="9999") as refused:
            way(database)
        assert "\n" not in str(refused.value)
    assert described(database) == before


def test_an_older_one_is_brought_up_by_itself_only_in_a_file(database: Database) -> None:
    schema.upgrade(database)
    whole = described(database)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE known_key")
    set_version(database, "0001")
    if not database.is_sqlite:
        with pytest.raises(StoreOlderError, match="kamguide db upgrade"):
            schema.make_ready(database)
        assert schema.upgrade(database) == ("0001", schema.HEAD)
    schema.make_ready(database)
    assert described(database) == whole


def test_a_second_process_finds_the_schema_made(database: Database) -> None:
    schema.make_ready(database)
    made = described(database)
    schema.make_ready(database)
    assert described(database) == made


def test_opening_an_existing_store_does_without_alembic(tmp_path: Path) -> None:
    open_store(Settings(secret_key=SECRET), tmp_path).close()
    code = (
        "import sys; from pathlib import Path; from kamguide.settings import Settings\n"
        "from kamguide.store import open_store\n"
        f"open_store(Settings(secret_key={SECRET!r}), Path({str(tmp_path)!r})); print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_times_are_in_utc_on_both(store: Store) -> None:
    code = store.assessments.create("{}")
    kept = store.assessments.open(code)
    assert kept is not None
    assert (kept.created, kept.created.utcoffset()) == (NOON, NOON.utcoffset())
