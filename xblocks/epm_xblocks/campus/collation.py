"""Text on MySQL and MariaDB as it is on the other databases: any sign kept, compared sign by sign. campus room.

Their usual collations take `zoe` for `zoé` and `Carte.png` for `carte.png`: two people would share an account, and two
files of a course one place. Tables are made as their database is; so ours are changed after they are made, once.
"""

from __future__ import annotations

from typing import Any

__all__ = ["CHARSET", "COLLATION", "keep_text_exact"]

CHARSET = "utf8mb4"
COLLATION = "utf8mb4_bin"


def keep_text_exact(connection: Any) -> tuple[str, ...]:
    """Give every table of this installation, and of nothing else in its database, that collation; those changed."""
    if connection.vendor != "mysql":
        return ()
    changed = tuple(
        sorted(_other_tables(connection) & set(connection.introspection.django_table_names(only_existing=True)))
    )
    with connection.cursor() as cursor:
        for name in changed:
            table = connection.ops.quote_name(name)
            cursor.execute(f"ALTER TABLE {table} CONVERT TO CHARACTER SET {CHARSET} COLLATE {COLLATION}")
    return changed


def _other_tables(connection: Any) -> set[str]:
    """Tables of the database that compare text in another way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = DATABASE() AND table_collation <> %s",
            [COLLATION],
        )
        return {str(name) for (name,) in cursor.fetchall()}
