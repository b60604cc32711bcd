"""Configure gunicorn: `gunicorn --config deploy/gunicorn.conf.py`."""

import os
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
import_module("config.environment").read_env_file()

chdir = str(ROOT / "site")
wsgi_app = "config.wsgi"
# systemd hands over a socket that is open already; without systemd, gunicorn opens this one.
bind = "127.0.0.1:8000"

# A process holds the dictionary, some 150 MB; its threads share it and wait for the database.
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))

# The longest line that gunicorn allows. Django then answers a long question with a page in Dutch;
# what is longer still is refused by nginx, also in Dutch (deploy/nginx/https.conf).
limit_request_line = 8190

# The socket by which gunicornc controls the server is in the home of the user, where the unit may
# not write. systemd does what it would be for.
control_socket_disable = True

# The lines of gunicorn have the form of those of the portal, which mails errors itself.
logconfig_dict = import_module("armoedegeheugen.operations.logs").from_environment(
    os.environ, mail=False
)
