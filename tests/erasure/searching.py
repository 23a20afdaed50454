"""Searching everything that is kept: every row of every table, as the superuser sees it, and every file."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

_TABLES = text("""
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname IN ('public', 'pg_catalog') ORDER BY 1, 2
""")
_BYTES = text("""
    SELECT a.attname FROM pg_attribute a WHERE a.attrelid = to_regclass(:name)
    AND a.atttypid = 'bytea'::regtype AND NOT a.attisdropped
""")


def emptied_of_the_dead(superuser_url: str) -> None:
    """What `VACUUM FULL` and `ANALYZE` do to every table: no row that was deleted is left in a file."""
    engine = create_engine(superuser_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM (FULL, ANALYZE)"))
    engine.dispose()


def rows_with(superuser_url: str, mark: str) -> list[str]:
    """The tables in a row of which the mark stands, statistics of the planner included, each with the row."""
    engine = create_engine(superuser_url)
    with engine.connect() as connection:
        found = list(_rows_with(connection, mark))
    engine.dispose()
    return found


def _rows_with(connection: Connection, mark: str) -> Iterator[str]:
    spelt = {"plain": f"%{mark}%", "hexed": f"%{mark.encode().hex()}%", "base": "%"}
    for schema, table in connection.execute(_TABLES).all():
        name = f'{schema}."{table}"'
        query = f"SELECT t::text FROM {name} t WHERE lower(t::text) LIKE :plain OR t::text LIKE :hexed"
        for row in connection.execute(text(query), {"plain": spelt["plain"], "hexed": spelt["hexed"]}):
            yield f"{name}: {row[0][:300]}"
        for column in connection.scalars(_BYTES, {"name": name}).all():
            query = f"SELECT encode({column}, 'escape') FROM {name} WHERE lower(encode({column}, 'escape')) LIKE :plain"
            for row in connection.execute(text(query), {"plain": spelt["plain"]}):
                yield f"{name}.{column}: {row[0][:300]}"


def files_with(folder: Path, mark: str) -> list[str]:
    """The files below a folder in whose name or bytes the mark stands."""
    wanted = mark.encode()
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and (mark in str(path).lower() or wanted in path.read_bytes().lower())
    )
