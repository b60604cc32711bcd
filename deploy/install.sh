#!/bin/sh
# Install the portal from this checkout on one machine with Debian, systemd and nginx, or bring an
# installation up to date. A second run changes nothing that is right already. docs/operations.md
# explains what comes before and after.
set -eu
umask 022

usage() {
    cat <<'END'
Usage: deploy/install.sh --host NAME [--nginx] [--root DIR] [--dry-run]

  --host NAME   the name of the site, such as armoedegeheugen.example.org; needed the first time
  --nginx       only the part of nginx, such as after the first certificate
  --root DIR    put files for the machine below DIR, and neither make users nor start services
  --dry-run     say what would be done, and do nothing
END
}

say() { printf '%s\n' "$*"; }
fail() {
    say "install.sh: $*" >&2
    exit 1
}

APP=$(cd "$(dirname "$0")/.." && pwd)
DEPLOY=$APP/deploy
SERVICE=armoedegeheugen
ENV_FILE=$APP/.env
HOST=
ROOT=${DESTDIR:-}
DRY_RUN=
ONLY_NGINX=

while [ $# -gt 0 ]; do
    case $1 in
        --host | --root)
            [ $# -ge 2 ] || fail "$1 needs a value."
            if [ "$1" = --host ]; then HOST=$2; else ROOT=$2; fi
            shift 2
            ;;
        --dry-run) DRY_RUN=1 && shift ;;
        --nginx) ONLY_NGINX=1 && shift ;;
        -h | --help) usage && exit 0 ;;
        *)
            usage >&2
            fail "unknown option $1."
            ;;
    esac
done

case $APP in
    *[!A-Za-z0-9/._-]*) fail "the folder $APP has a character that systemd or nginx reads otherwise." ;;
esac
case $ROOT in
    '' | /*) ;;
    *) ROOT=$PWD/$ROOT ;;
esac
# A later run takes the name from .env.
WRITTEN=
if [ -r "$ENV_FILE" ]; then
    WRITTEN=$(sed -n 's#^BASE_URL=https://\([^/:]*\).*#\1#p' "$ENV_FILE")
fi
HOST=${HOST:-$WRITTEN}
if [ -n "$WRITTEN" ] && [ "$HOST" != "$WRITTEN" ]; then
    fail "$ENV_FILE says $WRITTEN. Write $HOST in BASE_URL and ALLOWED_HOSTS there first."
fi
[ -n "$HOST" ] || fail "which name has the site? Add --host NAME."
case $HOST in
    *[!A-Za-z0-9.-]* | .* | -*) fail "$HOST is no name of a host." ;;
esac
# The units hide these folders from the service.
case $APP in
    /home/* | /root/* | /run/user/* | /tmp/* | /var/tmp/*)
        [ -n "$ROOT" ] || fail "the service cannot see $APP. Move it, to /srv/armoedegeheugen."
        ;;
esac
if [ -z "$ROOT$DRY_RUN" ] && [ "$(id -u)" -ne 0 ]; then
    fail "run this as root, or with --dry-run or --root DIR."
fi

# Do something, or say so in a dry run.
run() {
    if [ -n "$DRY_RUN" ]; then say "would run: $*"; else "$@"; fi
}
# Do something to the machine itself, which a scratch root does not have.
run_on_machine() {
    if [ -n "$ROOT" ]; then say "would run: $*"; else run "$@"; fi
}
# Run a command of the site as the service.
as_service() {
    if [ -n "$ROOT" ]; then
        run env "DJANGO_SETTINGS_MODULE=config.settings.production" "$@"
    else
        run runuser -u "$SERVICE" -- env "DJANGO_SETTINGS_MODULE=config.settings.production" "$@"
    fi
}
# Make a folder of the service with a mode, or give it that mode.
folder() {
    as_service mkdir -p "$2"
    as_service chmod "$1" "$2"
}
# Copy a file of deploy/ to the machine, with the name of the site and this folder filled in.
place() {
    if [ -n "$DRY_RUN" ]; then
        say "would write: $ROOT$2"
        return
    fi
    mkdir -p "$(dirname "$ROOT$2")"
    sed -e "s#/srv/armoedegeheugen#$APP#g" -e "s#armoedegeheugen\.example\.org#$HOST#g" \
        "$DEPLOY/$1" >"$ROOT$2"
    chmod "${3:-0644}" "$ROOT$2"
}

install_environment() {
    say "== Environment"
    run make install
}

install_folders() {
    say "== User and folders"
    id -u "$SERVICE" >/dev/null 2>&1 ||
        run_on_machine useradd --system --user-group --no-create-home --home-dir "$APP/var" \
            --shell /usr/sbin/nologin "$SERVICE"
    backups=$ROOT/var/backups/armoedegeheugen
    run mkdir -p var "$backups" "$ROOT/var/lib/armoedegeheugen-acme"
    run_on_machine chown -R "$SERVICE:$SERVICE" var "$backups"
    # nginx may pass through these, and read images and static files; all else is for the service.
    for path in var var/media; do folder 0711 "$path"; done
    for path in var/media/images var/static; do folder 0755 "$path"; done
    for path in var/media/documents var/media/original_images var/inzendingen var/index "$backups"; do
        folder 0700 "$path"
    done
}

install_settings() {
    say "== Settings"
    if [ -n "$DRY_RUN" ]; then
        say "would write: $ENV_FILE, unless it exists"
    elif [ ! -e "$ENV_FILE" ]; then
        (
            umask 077
            cat >"$ENV_FILE" <<END
DJANGO_SETTINGS_MODULE=config.settings.production
SECRET_KEY=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')
ALLOWED_HOSTS=$HOST
BASE_URL=https://$HOST
EMAIL_URL=smtp://localhost:25
DEFAULT_FROM_EMAIL=armoedegeheugen@$HOST
BEHIND_PROXY=1
TRUSTED_PROXIES=1
END
        )
        say "Wrote $ENV_FILE. Look at the mail server and the sender in it."
    fi
    run chmod 0640 "$ENV_FILE"
    run_on_machine chown "root:$SERVICE" "$ENV_FILE"
}

install_site() {
    say "== Site"
    # What the service makes is for itself alone; static files are for nginx too.
    (umask 077 && as_service .venv/bin/python site/manage.py prepare)
    (umask 022 && as_service .venv/bin/python site/manage.py collectstatic --noinput --verbosity 1)
}

install_services() {
    say "== Services"
    for unit in web.socket web.service worker.service backup.service backup.timer; do
        place "$SERVICE-$unit" "/etc/systemd/system/$SERVICE-$unit"
    done
    place manage.sh /usr/local/bin/armoedegeheugen 0755
    run_on_machine systemctl daemon-reload
    for unit in web.socket web.service worker.service backup.timer; do
        run_on_machine systemctl enable "$SERVICE-$unit"
        run_on_machine systemctl restart "$SERVICE-$unit"
    done
}

install_nginx() {
    say "== nginx"
    if [ -z "$ROOT" ] && ! command -v nginx >/dev/null; then
        say "nginx is not here. Install it (apt-get install nginx) and run this again."
    else
        place nginx/http.conf "/etc/nginx/sites-available/$SERVICE-http.conf"
        place nginx/https.conf "/etc/nginx/sites-available/$SERVICE-https.conf"
        run mkdir -p "$ROOT/etc/nginx/sites-enabled"
        run ln -sf "../sites-available/$SERVICE-http.conf" "$ROOT/etc/nginx/sites-enabled/"
        certificate=/etc/letsencrypt/live/$HOST/fullchain.pem
        if [ -e "$ROOT$certificate" ]; then
            run ln -sf "../sites-available/$SERVICE-https.conf" "$ROOT/etc/nginx/sites-enabled/"
        else
            say "There is no certificate yet, so https is off. Get one, and run this again with --nginx:"
            say "  certbot certonly --webroot -w /var/lib/armoedegeheugen-acme -d $HOST"
        fi
        run_on_machine nginx -t
        run_on_machine systemctl reload nginx
    fi
}

cd "$APP"
if [ -z "$ONLY_NGINX" ]; then
    install_environment
    install_folders
    install_settings
    install_site
    install_services
fi
install_nginx
say "== Done"
[ -n "$ONLY_NGINX" ] || say "Make the first administrator: armoedegeheugen createsuperuser"
