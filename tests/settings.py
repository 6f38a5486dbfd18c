"""Settings of the test runs: the product's own, with a data folder of their own and quick passwords."""

import os
import tempfile

# A fixed folder, so that parallel runs of pytest share nothing but the name of the folder above.
os.environ.setdefault("TUTTI_DATA", os.path.join(tempfile.gettempdir(), f"tutti-tests-{os.getuid()}"))

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# Each test client builds the middleware anew: nobody here fetches a script, so nobody looks for all of them.
SERVESTATIC_USE_STATIC_ROOT = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Durability is the subject of tests that start a server of their own; those in this process only have to be quick.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"] |= {  # noqa: F405
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    }
