"""Which database a campus writes to: SQLite in its state folder, or the one DATABASE_URL names. campus room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

__all__ = ["database"]

_KEPT_OPEN = 60
"""Seconds a connection outlives its request; the last one that closes an SQLite database also clears its journal."""
_SQLITE = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",  # because a deferred transaction that turns into a writer fails at once when busy
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;",
}


def database(state: Path, url: str) -> dict[str, Any]:
    """One entry of Django's DATABASES. A MySQL or MariaDB address uses PyMySQL, which needs no compiler.

    synchronous=FULL: a submission that the learner saw confirmed survives a power cut.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": state / "campus.sqlite3",
            "OPTIONS": dict(_SQLITE),
            "CONN_MAX_AGE": _KEPT_OPEN,
        }
    entry: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=_KEPT_OPEN, conn_health_checks=True))
    if entry["ENGINE"].endswith("sqlite3"):
        entry["OPTIONS"] = {**entry.get("OPTIONS", {}), **_SQLITE}
    if entry["ENGINE"].endswith("mysql"):
        _pretend_mysqlclient()
        entry["OPTIONS"] = {
            "charset": "utf8mb4",
            "isolation_level": "read committed",
            "init_command": "SET sql_mode='STRICT_TRANS_TABLES', NAMES utf8mb4 COLLATE utf8mb4_bin",
            **entry.get("OPTIONS", {}),
        }
        entry["TEST"] = {"CHARSET": "utf8mb4", "COLLATION": "utf8mb4_bin"}
    return entry


def _pretend_mysqlclient() -> None:
    """Give Django PyMySQL under mysqlclient's name and the version Django asks for, unless mysqlclient is there."""
    try:
        import MySQLdb  # noqa: F401 — because only its presence matters
    except ImportError:
        import pymysql

        pymysql.version_info = (2, 2, 8, "final", 0)
        pymysql.install_as_MySQLdb()
