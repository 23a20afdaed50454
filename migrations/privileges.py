"""What the owner may do on its tables, and what the serving role may, from the models.

The latter reads and writes; it never truncates and never changes what is append-only.
"""

from sqlalchemy import Connection, text

from app.models import Base

_ROBBED = text("""
    SELECT c.relname, c.relowner::regrole::text FROM pg_class c
    WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p')
      AND EXISTS (
          SELECT FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
          WHERE NOT has_table_privilege(c.relowner, c.oid, p))
""")


def grant(connection: Connection, role: str) -> None:
    """Give `role` its privileges on every table, exactly; what an earlier version granted too much is taken back."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {quoted}"))
    classes = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    for table in Base.metadata.sorted_tables:
        verbs = _verbs(classes[table.name])
        connection.execute(text(f"REVOKE ALL ON {table.name} FROM {quoted}"))
        connection.execute(text(f"GRANT {verbs} ON {table.name} TO {quoted}"))


def _verbs(model: type[Base]) -> str:
    if not model.append_only:
        return "SELECT, INSERT, UPDATE, DELETE"
    return f"SELECT, INSERT, UPDATE ({', '.join(model.erasable)})" if model.erasable else "SELECT, INSERT"


def give_back(connection: Connection) -> None:
    """Give every table's owner the rights on it that it lacks: foreign keys are checked with them."""
    quote = connection.dialect.identifier_preparer.quote
    for table, owner in connection.execute(_ROBBED).all():
        # `owner` comes from regrole, quoted where it has to be.
        connection.execute(text(f"GRANT ALL ON {quote(table)} TO {owner}"))
