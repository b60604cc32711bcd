"""Count the calls of the engine, whoever makes them."""

from typing import Any

import pytest

from search import engines


class Counting:
    """An engine that passes every call on and notes its name and queries."""

    def __init__(self, engine: engines.Engine) -> None:
        self._engine = engine
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._engine, name)

        def call(*arguments: Any, **named: Any) -> Any:
            self.calls.append((name, arguments))
            return method(*arguments, **named)

        return call


def count_calls(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Put a counting engine in the place of the one of the settings."""
    counting = Counting(engines.engine())
    monkeypatch.setattr(engines, "_engine", lambda *_: counting)
    return counting
