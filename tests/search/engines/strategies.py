"""Random corpora and questions: few terms, keys and lengths, so that they meet and scores tie."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from search.engines.protocol import Document, Other, Phrase, Put, Query, Sort, Word
from search.fields import FACET_NAMES, TEXT_FIELDS

seeded = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NOW = 1_800_000_000
LATER = 2**40
TERMS = ("huis", "huur", "warm", "arm", "energie", "factuur", "één", "niet", "1980", "a")
KEYS = {name: tuple(f"{name}-{i}" for i in range(4)) for name in FACET_NAMES}

_texts = st.fixed_dictionaries(
    {
        field.name: st.lists(st.sampled_from(TERMS), max_size=12).map(" ".join)
        for field in TEXT_FIELDS
    }
)
_keys = st.fixed_dictionaries(
    {
        name: st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)
        for name, values in KEYS.items()
    }
)
_ids = st.one_of(
    st.integers(0, 99).map("praktijk-{}".format),
    st.sampled_from("abcé😀").map("aanbeveling-met-een-lang-begin-{}".format),
    st.sampled_from(("a", "a\0", "A", "é", "z", "😀", "\uffff")),
)
_titles = st.sampled_from(("a", "B", "é", "😀", "\uffff"))
_visible_from = st.sampled_from((0, 0, 0, NOW - 1, NOW, NOW + 1))
_visible_until = st.sampled_from((LATER, LATER, LATER, NOW - 1, NOW, NOW + 1))


@st.composite
def corpora(draw: st.DrawFn, max_size: int = 30) -> list[Put]:
    ids = draw(st.lists(_ids, max_size=max_size, unique=True))
    order = draw(st.permutations(range(len(ids))))
    return [
        Put(draw(_documents(id_, rank)), 1 + rank) for id_, rank in zip(ids, order, strict=True)
    ]


@st.composite
def _documents(draw: st.DrawFn, id_: str, rank: int) -> Document:
    return Document(
        id=id_,
        texts=draw(_texts),
        keys=draw(_keys),
        # Beyond 2**53 a float would round, so neighbours would tie.
        newest=2**60 + rank,
        oldest=-(2**60) + rank,
        title=f"{draw(_titles)}{rank:03}",
        visible_from=draw(_visible_from),
        visible_until=draw(_visible_until),
        payload={"titel": f"Één {rank}", "lijst": [1, 2.5, None], "id": id_},
    )


_terms = st.sampled_from((*TERMS, "nergens"))
_alternatives = st.lists(st.lists(_terms, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
_others = st.builds(
    Other,
    st.lists(_terms, max_size=3).map(tuple),
    st.sampled_from((1.0, 0.8, 0.25)),
    st.booleans(),
)
words = st.builds(
    Word,
    _alternatives,
    st.lists(_others, max_size=2).map(tuple),
    st.sampled_from((1, 1, 2, 3)),
)
phrases = st.builds(Phrase, st.lists(_terms, min_size=1, max_size=3).map(tuple))
_filters = st.dictionaries(st.sampled_from(FACET_NAMES), st.none(), max_size=3).flatmap(
    lambda names: st.fixed_dictionaries(
        {
            name: st.lists(st.sampled_from((*KEYS[name], "geen")), max_size=3).map(tuple)
            for name in names
        }
    )
)


@st.composite
def queries(draw: st.DrawFn, now: int = NOW) -> Query:
    asked = tuple(draw(st.lists(words, max_size=4)))
    weight = sum(word.weight for word in asked)
    return Query(
        now=now,
        words=asked,
        minimum=draw(st.integers(0, weight + (not asked or draw(st.integers(0, 20)) == 0))),
        lacking=draw(st.sampled_from(((), (), asked, asked[:1]))),
        phrases=tuple(draw(st.lists(phrases, max_size=1))),
        excluded=tuple(draw(st.lists(st.one_of(words, phrases), max_size=1))),
        filters=draw(_filters),
        facets=FACET_NAMES,
        sort=draw(st.sampled_from((Sort.RELEVANCE, Sort.RELEVANCE, *Sort))),
        offset=draw(st.sampled_from((0, 0, 0, 3, 50))),
        size=draw(st.sampled_from((10, 10, 3, 0, 100))),
    )
