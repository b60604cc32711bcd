#!/bin/sh
# Run a command of the portal as its service, with its settings: armoedegeheugen upgrade
set -eu
cd /srv/armoedegeheugen
# Without a line in .env, too, the settings are those of a server.
exec runuser -u armoedegeheugen -- env \
    DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-config.settings.production}" \
    .venv/bin/python site/manage.py "$@"
