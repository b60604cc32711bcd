#!/bin/sh
# Run a command of the portal as its service, with its settings: armoedegeheugen upgrade
set -eu
cd /srv/armoedegeheugen
exec runuser -u armoedegeheugen -- .venv/bin/python site/manage.py "$@"
