"""The beginnings of words: what is typed of a title is a beginning that the title has."""

from hypothesis import given
from hypothesis import strategies as st

from search.index.edge_ngrams import FIRST_WORD, MAX_LETTERS, query_terms, terms, words


def test_every_beginning_of_every_word():
    assert terms("De kost").split() == ["d", "de", "k", "ko", "kos", "kost", "^d", "^de"]


def test_case_accents_and_hyphens_make_no_difference():
    assert query_terms("CLIËNT Sint-Nik") == ("client", "sint", "nik")
    assert query_terms("cliënt") == query_terms("clie\u0308nt")


def test_a_long_word_is_told_apart_by_its_first_letters():
    long = "arbeidsongeschiktheidsverzekering"
    assert query_terms(long) == (long[:MAX_LETTERS],)
    assert long[:MAX_LETTERS] in terms(long).split()


@given(title=st.text(max_size=80), length=st.integers(1, 20))
def test_what_is_typed_of_a_title_finds_it(title, length):
    held = terms(title).split()
    for word in words(title):
        assert word[: min(length, MAX_LETTERS)] in held
    for term in query_terms(title):
        assert term in held
    if found := words(title):
        assert FIRST_WORD + found[0][:MAX_LETTERS] in held
    assert not any(term != term.strip() or not term for term in held)
