"""How filter values are folded, without a server or a database."""

from dataclasses import dataclass

from armoedegeheugen.templatetags.facets import MAX_SHOWN, Family, choices, folded


@dataclass(frozen=True)
class Value:
    key: str
    selected: bool = False
    level: int = 0
    label: str = ""
    count: int = 1


@dataclass(frozen=True)
class Facet:
    values: tuple[Value, ...]


def keys(families) -> list[str]:
    return [family.head.key for family in families]


def flat(number: int, *chosen: int) -> Facet:
    return Facet(tuple(Value(str(n), n in chosen) for n in range(number)))


def test_a_short_list_keeps_its_order_and_has_no_fold():
    list_ = folded(flat(MAX_SHOWN, 7))
    assert keys(list_.shown) == [str(n) for n in range(MAX_SHOWN)]
    assert list_.rest == ()


def test_a_long_list_shows_its_head_and_keeps_the_rest_behind_the_fold():
    list_ = folded(flat(12))
    assert keys(list_.shown) == [str(n) for n in range(8)]
    assert keys(list_.rest) == ["8", "9", "10", "11"]


def test_what_was_chosen_leads_a_long_list():
    list_ = folded(flat(14, 3, 12))
    assert keys(list_.shown) == ["3", "12", "0", "1", "2", "4", "5", "6"]


def test_a_choice_is_never_behind_the_fold():
    list_ = folded(flat(30, *range(15, 30)))
    assert keys(list_.shown) == [str(n) for n in range(15, 30)]
    assert not any(family.is_selected for family in list_.rest)


def test_a_value_moves_together_with_those_below_it():
    mains = [Value(f"m{n}") for n in range(10)]
    below = (Value("a", level=1), Value("b", selected=True, level=1))
    list_ = folded(Facet((*mains, *below, Value("z"))))
    assert keys(list_.shown)[:2] == ["m9", "m0"]
    assert [value.key for value in list_.shown[0].below] == ["a", "b"]
    assert keys(list_.rest) == ["m7", "m8", "z"]


def test_what_is_below_a_value_opens_where_something_in_it_is_chosen():
    head = Value("wonen")
    below = (Value("huren", level=1), Value("kopen", level=1))
    assert 'id="onder-thema-wonen">' in choices("thema", [Family(head, below)])
    chosen = (below[0], Value("kopen", selected=True, level=1))
    assert 'id="onder-thema-wonen" open>' in choices("thema", [Family(head, chosen)])


def test_a_name_of_a_term_is_text():
    (family,) = folded(Facet((Value("a", label="<b>&"),))).shown
    assert "<span>&lt;b&gt;&amp;</span>" in choices("thema", [family])
