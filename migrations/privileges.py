"""What the serving role may do, from the models: read and write, never TRUNCATE, never change what is append-only."""

from sqlalchemy import Connection, text

from app.models import Base


def grant(connection: Connection, role: str) -> None:
    """Give `role` its privileges on every table, exactly; what an earlier version granted too much is taken back."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {quoted}"))
    append_only = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if mapper.class_.append_only}
    for table in Base.metadata.sorted_tables:
        verbs = "SELECT, INSERT" if table.name in append_only else "SELECT, INSERT, UPDATE, DELETE"
        connection.execute(text(f"REVOKE ALL ON {table.name} FROM {quoted}"))
        connection.execute(text(f"GRANT {verbs} ON {table.name} TO {quoted}"))
