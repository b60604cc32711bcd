"""Hold one rule against every row of a data file in a single test."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Rule = Callable[..., None]


def every_row(
    names: str | tuple[str, ...],
    rows: Iterable[Any],
    ids: Callable[[Any], str] | Iterable[str] = repr,
) -> Callable[[Rule], Rule]:
    """Run the rule on all rows, and fail with a list of those that break it.

    Written as `pytest.mark.parametrize` is. A fixture is the same for all rows.

    Args:
        names: the rule's arguments that a row fills: a tuple, or one name.
        rows: one value each, or a tuple where there are several names.
        ids: what a row is called in the list.
    """
    wanted, found = [names] if isinstance(names, str) else [*names], list(rows)
    assert found, f"There is no row to try for {wanted}."
    labels = [ids(row) for row in found] if callable(ids) else list(ids)

    def decorate(rule: Rule) -> Rule:
        @wraps(rule)
        def test(**fixtures: Any) -> None:
            faults = []
            for row, label in zip(found, labels, strict=True):
                values = [row] if len(wanted) == 1 else row
                try:
                    rule(**fixtures, **dict(zip(wanted, values, strict=True)))
                except Exception as fault:
                    faults.append(f"{label}: {type(fault).__name__}: {fault}")
            assert not faults, f"{len(faults)} of {len(found)}:\n" + "\n".join(faults)

        given = inspect.signature(rule)
        rest = [value for name, value in given.parameters.items() if name not in wanted]
        test.__signature__ = given.replace(parameters=rest)  # type: ignore[attr-defined]
        return test

    return decorate
