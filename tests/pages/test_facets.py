"""How filter values are folded, without a server or a database."""

from dataclasses import dataclass

from armoedegeheugen.templatetags.facets import SHOWN, folded


@dataclass(frozen=True)
class Value:
    key: str
    selected: bool = False
    level: int = 0


@dataclass(frozen=True)
class Facet:
    values: tuple[Value, ...]


def keys(values) -> list[str]:
    return [value.key for value in values]


def flat(number: int, *chosen: int) -> Facet:
    return Facet(tuple(Value(str(n), n in chosen) for n in range(number)))


def test_a_short_list_keeps_its_order_and_has_no_fold():
    facet = flat(SHOWN, 7)
    assert folded(facet).shown == facet.values
    assert folded(facet).rest == ()


def test_a_long_list_shows_ten_and_keeps_the_rest_behind_the_fold():
    list_ = folded(flat(14))
    assert keys(list_.shown) == [str(n) for n in range(10)]
    assert keys(list_.rest) == ["10", "11", "12", "13"]


def test_what_was_chosen_leads_a_long_list():
    list_ = folded(flat(14, 3, 12))
    assert keys(list_.shown) == ["3", "12", "0", "1", "2", "4", "5", "6", "7", "8"]


def test_a_choice_is_never_behind_the_fold():
    list_ = folded(flat(30, *range(15, 30)))
    assert keys(list_.shown) == [str(n) for n in range(15, 30)]
    assert not any(value.selected for value in list_.rest)


def test_a_value_moves_together_with_those_below_it():
    mains = [Value(f"m{n}") for n in range(10)]
    below = (Value("a", level=1), Value("b", selected=True, level=1))
    list_ = folded(Facet((*mains, *below, Value("z"))))
    assert keys(list_.shown)[:4] == ["m9", "a", "b", "m0"]
    assert keys(list_.rest) == ["m7", "m8", "z"]
