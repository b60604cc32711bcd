"""A machine in a folder: stand-ins for what needs root or a network, and a shell that uses them."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.deploy.checkout import copy_checkout

# What a command does instead; each call is written to `calls`.
SHIMS = {
    "apt-get": "",
    "systemctl": "",
    "journalctl": "",
    # The checkout of the tests comes from "the network".
    "git": '[ "$1" != clone ] || { mkdir -p "$(dirname "$3")" && cp -a "$CHECKOUT" "$3"; }',
    # Makes the certificate of the name after -d.
    "certbot": 'while [ "$1" != -d ]; do shift; done; '
    'mkdir -p "$DESTDIR/etc/letsencrypt/live/$2" && '
    'touch "$DESTDIR/etc/letsencrypt/live/$2/fullchain.pem"',
    # Runs the command that follows, as the user that it is.
    "runuser": 'shift 3; exec "$@"',
}
# Folders of the machine that commands name.
ABSOLUTE = re.compile(r"(?<![\w./$}])/(srv|var/backups|var/lib|etc)/")


@dataclass
class Machine:
    """A root folder, and the folder that its shell is in."""

    root: Path
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.checkout = copy_checkout(self.root / "network" / "armoedegeheugen")
        self.here = self.root
        shims = self.root / "shims"
        shims.mkdir()
        for name, body in SHIMS.items():
            (shims / name).write_text(f'#!/bin/sh\necho "{name} $*" >>{self.root}/calls\n{body}\n')
            (shims / name).chmod(0o755)

    @property
    def calls(self) -> list[str]:
        """The calls of stand-ins, in order."""
        return (self.root / "calls").read_text().splitlines()

    def run(self, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a shell does that stays open: `cd` lasts."""
        here = self.root / "here"
        script = ABSOLUTE.sub(rf"{self.root}/\1/", command)
        done = subprocess.run(
            ["bash", "-c", f"{script}\nstatus=$?; pwd >{here}; exit $status"],
            cwd=self.here,
            env={**self.environment(), **environment},
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=240,
        )
        self.here = Path(here.read_text().strip())
        return done

    def environment(self) -> dict[str, str]:
        """The environment of its shell."""
        path = [self.root / "shims", self.root / "usr/local/bin", os.environ["PATH"]]
        return {
            "PATH": os.pathsep.join(map(str, path)),
            "HOME": str(self.root),
            "LANG": "C.UTF-8",
            "DESTDIR": str(self.root),
            "CHECKOUT": str(self.checkout),
        }
