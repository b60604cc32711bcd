"""Settings for the tests: fast hashing, e-mail in memory, files and index in temporary folders."""

import atexit
import os
import shutil
import tempfile

from .base import *

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_AT_ONCE = True
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_scratch = Path(tempfile.mkdtemp(prefix="armoedegeheugen-test-"))
_owner = os.getpid()


@atexit.register
def _delete_scratch() -> None:
    """Delete the folder; a forked process leaves it to the one that made it."""
    if os.getpid() == _owner:
        shutil.rmtree(_scratch, ignore_errors=True)


IN_USE_LOCK = _scratch / "in-use.lock"
MEDIA_ROOT = _scratch / "media"
STORAGES["submissions"]["OPTIONS"]["location"] = _scratch / "inzendingen"
SEARCH_URL = f"embedded:{_scratch / 'index'}"
DEMO = True
FILES_AT_ONCE = 1000  # a test may read the status of a file and leave the rest
LIMIT_REQUESTS = False  # all tests have one address
COUNT_FLUSH_SECONDS = 0  # or a count would be written when its test is over
DATABASES["default"]["CONN_MAX_AGE"] = 0  # or a thread would keep a database from being dropped
