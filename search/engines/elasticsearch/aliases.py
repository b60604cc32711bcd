"""Name indices: `<prefix>-<audience>-<generation>`, live behind `<prefix>-<audience>`.

Writing always goes through an alias and requires one: a write to a dropped index is refused instead
of creating one with guessed fields. An index that is being built has an alias too.
"""

import re
import time
from secrets import token_hex

from ..protocol import Audience

# The generation that is created empty. Its name is fixed, so that of two processes that create it
# at the same time, one succeeds and the other finds it.
FIRST_GENERATION = "0"

GENERATION = re.compile(r"0|[0-9a-f]{16}-[0-9a-f]{8}")


class IndexNames:
    """The names of the indices and aliases of one installation."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def live(self, audience: Audience) -> str:
        """Return the alias of the live index."""
        return f"{self._prefix}-{audience}"

    def first(self, audience: Audience) -> str:
        """Return the name of the first, empty index."""
        return f"{self.live(audience)}-{FIRST_GENERATION}"

    def new(self, audience: Audience) -> str:
        """Return a new name for an index to build."""
        return f"{self.live(audience)}-{time.time_ns():016x}-{token_hex(4)}"

    def building(self, index: str) -> str:
        """Return the alias of an index that is being built."""
        return f"{index}-building"

    def pattern(self, audience: Audience) -> str:
        """Return a pattern that matches the names of all indices of an audience."""
        return f"{self.live(audience)}-*"

    def is_generation(self, index: str, audience: Audience) -> bool:
        """Return whether an index is ours, since another prefix may begin with this one."""
        stem, rest = f"{self.live(audience)}-", index
        return rest.startswith(stem) and bool(GENERATION.fullmatch(rest.removeprefix(stem)))
