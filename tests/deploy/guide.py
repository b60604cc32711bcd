"""The commands of a document, as they stand in its indented and fenced blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.deploy.checkout import ROOT

# A block is fenced, or indented by four spaces after an empty line.
FENCE = re.compile(r"^```")
INLINE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Command:
    """A command and where it stands."""

    document: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}: {self.text.partition('  ')[0]}"


def commands(document: str) -> list[Command]:
    """Return the commands of a document, each with the lines that continue it."""
    found: list[Command] = []
    start, parts = 0, []
    for number, line in block_lines(document):
        start = start if parts else number
        parts.append(line)
        if line.endswith("\\"):
            continue
        text = "\n".join(parts)
        parts = []
        if text.strip() and not text.startswith("#"):
            found.append(Command(document, start, text))
    return found


def block_lines(document: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of all blocks with their numbers, without their indent."""
    fenced, indented, before = False, False, ""
    for number, line in enumerate((ROOT / document).read_text().splitlines(), 1):
        if FENCE.match(line):
            fenced = not fenced
        elif fenced:
            yield number, line
        elif line.startswith("    ") and (indented or not before.strip()):
            indented = True
            yield number, line[4:]
        else:
            indented = False
        before = line


def inline_code(document: str) -> list[str]:
    """Return the code within the sentences of a document."""
    return INLINE.findall((ROOT / document).read_text())
