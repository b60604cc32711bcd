"""Run a command under the system call filter and the memory rule of a unit.

`python -m tests.deploy.confined UNIT COMMAND…`. systemd itself needs to be process 1 to start a
unit; this loads the same filter with the library that systemd uses.
"""

import ctypes
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# From linux/prctl.h: a mapping that was writable never becomes executable.
PR_SET_NO_NEW_PRIVS, PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN = 38, 65, 1
# From seccomp.h.
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


def settings(unit: Path, name: str) -> list[str]:
    """Return the values of a setting of a unit, in order."""
    lines = unit.read_text().splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith(f"{name}=")]


def allowed_calls(unit: Path) -> set[str]:
    """Return the system calls that a unit allows: its first list, less those marked with `~`."""
    calls: set[str] = set()
    for value in settings(unit, "SystemCallFilter"):
        names = {call for item in value.lstrip("~").split() for call in expand(item)}
        calls = calls - names if value.startswith("~") else calls | names
    return calls


@cache
def groups() -> dict[str, list[str]]:
    """Return the groups of system calls that this systemd knows."""
    shown = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found: dict[str, list[str]] = {}
    for line in shown.splitlines():
        if line.startswith("@"):
            members = found.setdefault(line.strip(), [])
        elif (name := line.strip()) and not name.startswith("#") and found:
            members.append(name)
    return found


def expand(name: str) -> Iterator[str]:
    """Yield the system calls of a group, or the call itself."""
    if not name.startswith("@"):
        yield name
        return
    for member in groups()[name]:
        yield from expand(member)


def confine(unit: Path) -> None:
    """Apply the rules of a unit to this process and what it starts, for good."""
    libc = ctypes.CDLL(None, use_errno=True)
    checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    if settings(unit, "MemoryDenyWriteExecute") == ["true"]:
        checked(libc.prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0), "memory")
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(seccomp.seccomp_init(REFUSE))
    for call in sorted(allowed_calls(unit)):
        number = seccomp.seccomp_syscall_resolve_name(call.encode())
        if number >= 0:  # others are of another architecture or a newer kernel
            checked(seccomp.seccomp_rule_add(context, ALLOW, number, 0), call)
    checked(seccomp.seccomp_load(context), "filter")


def checked(result: int, what: str) -> None:
    """Check the result of a call in C."""
    if result != 0:
        raise OSError(f"{what}: {os.strerror(abs(result))}")


if __name__ == "__main__":
    confine(Path(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])
