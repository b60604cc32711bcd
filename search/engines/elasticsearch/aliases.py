"""What indices are called: `<prefix>-<audience>-<generation>`, live behind `<prefix>-<audience>`.

Writing always goes through an alias, and requires one: a write to an index that was dropped is
refused, instead of making one anew with guessed fields. One that is being built has an alias too.
"""

import re
import time
from secrets import token_hex

from ..protocol import Audience

FIRST_GENERATION = "0"
"""The generation that is begun empty. It has a fixed name, so that of two processes that begin at
once one makes it and the other finds it made."""

GENERATION = re.compile(r"0|[0-9a-f]{16}-[0-9a-f]{8}")


class IndexNames:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def live(self, audience: Audience) -> str:
        return f"{self._prefix}-{audience}"

    def first(self, audience: Audience) -> str:
        return f"{self.live(audience)}-{FIRST_GENERATION}"

    def new(self, audience: Audience) -> str:
        return f"{self.live(audience)}-{time.time_ns():016x}-{token_hex(4)}"

    def building(self, index: str) -> str:
        return f"{index}-building"

    def pattern(self, audience: Audience) -> str:
        return f"{self.live(audience)}-*"

    def is_generation(self, index: str, audience: Audience) -> bool:
        """Told exactly: another installation's prefix may begin with this one's."""
        stem, rest = f"{self.live(audience)}-", index
        return rest.startswith(stem) and bool(GENERATION.fullmatch(rest.removeprefix(stem)))
