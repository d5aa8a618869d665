"""Fresh databases on the servers that can be reached, for tests that need more than SQLite."""

import os
import uuid
from contextlib import contextmanager

MARIADB = os.environ.get("EPM_TEST_MARIADB", "mysql://root@127.0.0.1:3306")
POSTGRESQL = os.environ.get("EPM_TEST_POSTGRESQL", "postgres://postgres@127.0.0.1:5432")


@contextmanager
def fresh(kind, folder, charset="utf8mb4"):
    """URL of a new, empty database of `kind`, dropped afterwards; None where the server is not there.

    charset: of a MariaDB database, which then compares text as that server does by default: `zoe` is `zoé`.
    """
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'storm.sqlite3'}"
        return
    name = f"epm_{uuid.uuid4().hex[:12]}"
    run = _mariadb() if kind == "mariadb" else _postgresql()
    if run is None:
        yield None
        return
    run(f"CREATE DATABASE {name}" + (f" CHARACTER SET {charset}" if kind == "mariadb" else ""))
    try:
        yield f"{MARIADB if kind == 'mariadb' else POSTGRESQL}/{name}"
    finally:
        run(f"DROP DATABASE {name}")


def _mariadb():
    import dj_database_url
    import pymysql

    told = dj_database_url.parse(MARIADB + "/mysql")
    where = {"host": told["HOST"], "port": told["PORT"] or 3306, "user": told["USER"], "password": told["PASSWORD"]}
    try:
        connection = pymysql.connect(**where, autocommit=True, connect_timeout=3)
    except pymysql.err.OperationalError:
        return None
    return lambda statement: connection.cursor().execute(statement)


def _postgresql():
    import psycopg

    try:
        connection = psycopg.connect(POSTGRESQL + "/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        return None
    return lambda statement: connection.execute(statement)
