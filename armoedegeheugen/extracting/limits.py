"""How much memory, time and text one file may take.

Invariant: whoever has called `confine` can go over none of these any more, whatever runs in it.
"""

import resource
import signal
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    # Address space, in bytes: a report of 300 pages with its fonts takes 150 MB.
    memory: int = 512 * MEGABYTE
    # Of the processor: pypdf reads some 20 heavy pages a second on a slow machine.
    seconds: int = 60
    # Seconds on the clock.
    patience: int = 120
    # Of what is written, temporary files included.
    output: int = 32 * MEGABYTE
    # Some 150 full pages. The rest of a longer document is not searched; its status says so.
    letters: int = 400_000
    pages: int = 500


# With OCR: some seconds a page, and tesseract's own model of Dutch in memory.
FOR_PICTURES = Limits(memory=1536 * MEGABYTE, seconds=900, patience=1200, output=256 * MEGABYTE)


def confine(limits: Limits) -> None:
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
