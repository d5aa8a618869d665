"""Django settings of the whole test suite: those of campus, SQLite in a file of its own or what DATABASE_URL says."""

import os
import tempfile
from pathlib import Path

import dj_database_url

from epm_xblocks.campus.configuration import site_settings

_STATE = Path(tempfile.gettempdir()) / f"epm-tests-{os.getpid()}"
_OWN = ("SECRET_KEY", "EPM_SECRET", "DATABASES", "STORAGES")
globals().update({name: value for name, value in site_settings(_STATE, {}).items() if name not in _OWN})

MIDDLEWARE = [name for name in globals()["MIDDLEWARE"] if "whitenoise" not in name]  # nothing is collected here
SECRET_KEY = "a secret of the test suite only"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_FILE = Path(tempfile.gettempdir()) / f"epm-tests-{os.getpid()}.sqlite3"
if os.environ.get("DATABASE_URL"):
    import pymysql

    pymysql.version_info = (2, 2, 8, "final", 0)  # what Django asks of mysqlclient, whose place PyMySQL takes
    pymysql.install_as_MySQLdb()
    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(_FILE)}}
