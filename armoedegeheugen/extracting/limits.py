"""Limit the memory, time and text that one file may take.

Invariant: a process that called `confine` cannot exceed these, whatever runs in it.
"""

import resource
import signal
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits for one file."""

    # Bytes of address space: a report of 300 pages with its fonts takes 150 MB.
    memory: int = 512 * MEGABYTE
    # Seconds of processor time: pypdf reads some 20 heavy pages a second on a slow machine.
    seconds: int = 60
    # Seconds of wall-clock time.
    patience: int = 120
    # Bytes of each file that is written, temporary files included.
    output: int = 32 * MEGABYTE
    # Characters, some 150 full pages. The rest is not searched; the status says so.
    letters: int = 400_000
    pages: int = 500


# For OCR: some seconds a page, and tesseract's model of Dutch in memory.
FOR_PICTURES = Limits(memory=1536 * MEGABYTE, seconds=900, patience=1200, output=256 * MEGABYTE)


def confine(limits: Limits) -> None:
    """Apply the limits to this process, for good."""
    _at_most(resource.RLIMIT_AS, limits.memory)
    _at_most(resource.RLIMIT_CPU, limits.seconds)
    _at_most(resource.RLIMIT_FSIZE, limits.output)
    _at_most(resource.RLIMIT_NOFILE, 64)
    _at_most(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.patience)


def _at_most(kind: int, amount: int) -> None:
    hard = resource.getrlimit(kind)[1]
    amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(kind, (amount, amount))
