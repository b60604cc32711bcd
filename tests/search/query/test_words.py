"""Rare words, words of one family, slips of the pen: what the search knows of words."""

import random
import time
from statistics import median

import pytest

from armoedegeheugen.dutch import derivations
from search.engines.protocol import Hit, Other, Word
from search.facets.labels import Labels
from search.query import expansion, spelling, synonyms
from search.query.index_vocabulary import gather, pack, unpack
from search.query.spelling import Lexicon
from tests.machine import slowdown
from tools.analysis_speed import measured

NAMES = Labels(
    names={"gemeente": {"gent": "Gent", "genk": "Genk"}, "provincie": {}, "thema": {"w": "Wonen"}},
    today={},
    parents={},
    former={"melle": "Melle"},
)


def hit(title: str, text: str = "", place: str = "") -> Hit:
    held = {
        "titel": title, "samenvatting": "", "tekst": text, "gemeente": [], "provincie": None,
        "plaats": place, "themas": ["w"], "doelgroepen": [], "verenigingen": [], "trede": None,
    }  # fmt: skip
    return Hit("praktijk-1", 0.0, held)


LEXICON = gather(
    [
        hit("De cliëntenraad", "Cliëntenraden en de cliëntenraad. Schuldbemiddeling helpt."),
        hit("Armoede bestrijden", "Armoedebestrijding. De Huurdersraad vergadert.", place="gent"),
        hit("Een raad", "De huurdersraad vergadert over energiefacturen.", place="melle"),
    ],
    NAMES,
)


def test_the_lexicon_counts_items_and_knows_parts_and_names():
    assert LEXICON.documents == 3
    assert LEXICON.having["raad"] == 3
    assert LEXICON.having["clientenraad"] == 1
    assert LEXICON.having["gent"] == 1
    assert LEXICON.having["wonen"] == 3
    assert "melle" in LEXICON.names


def test_a_word_is_written_as_it_mostly_is_and_small_where_some_text_does_so():
    assert LEXICON.written["clientenraad"] == "cliëntenraad"
    assert LEXICON.written["huurdersraad"] == "huurdersraad"
    assert LEXICON.written["gent"] == "Gent"


def test_what_is_packed_comes_out_the_same():
    again = unpack(pack(LEXICON))
    assert (again.documents, again.having, again.written, again.names) == (
        LEXICON.documents, LEXICON.having, LEXICON.written, LEXICON.names,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("clientenrad", "cliëntenraad"),
        ("cliëntnraad", "cliëntenraad"),
        ("huurdesraad", "huurdersraad"),
        ("armoedebestriding", "armoedebestrijding"),
        ("Armoedebestrjiding", "armoedebestrijding"),
        ("schulbemiddeling", "schuldbemiddeling"),
        ("energiefakturen", "energiefacturen"),
    ],
)
def test_a_slip_is_taken_for_the_nearest_word(slip, meant):
    assert LEXICON.meant(slip)[:1] == (meant,)


@pytest.mark.parametrize(
    "word",
    [
        "huurdersraad",
        "huurdersraden",
        "raad",
        "Genk",
        "Melle",
        "zwembad",
        "abc",
        "x1y2z3",
        "qqqqqq",
    ],
)
def test_a_good_word_is_never_taken_for_another(word):
    assert LEXICON.meant(word) == ()


def test_without_a_lexicon_nothing_is_meant():
    assert spelling.NONE.meant("armoedebestriding") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bestrijding", "bestrijden"),
        ("begeleider", "begeleiding"),
        ("participeren", "participatie"),
        ("eenzaam", "eenzaamheid"),
    ],
)
def test_words_of_one_family_know_each_other(one, other):
    assert other in derivations.relatives(one)
    assert one in {
        *derivations.relatives(other),
        *derivations.relatives(derivations.relatives(other)[0]),
    }


@pytest.mark.parametrize("word", ["koning", "dokter", "ring", "armoede", "water", "huis"])
def test_what_only_looks_alike_is_no_family(word):
    assert not {"koon", "dok", "ren", "arm"} & set(derivations.relatives(word))


def test_every_other_way_counts_for_less_than_the_word_itself():
    known = expansion.LanguageContext(lexicon=LEXICON)
    asked = expansion.word("armoedebestrijding", (), known)
    assert asked.alternatives == (("armoedebestrijding",),)
    assert (
        Other(("armoede", "bestrijden"), expansion.PARTS_SHARE * expansion.FAMILY_SHARE)
        in asked.others
    )
    assert all(other.share < 1 for other in asked.others)


def test_a_part_of_a_compound_may_be_said_otherwise():
    same = synonyms.compile([("rekening", ["factuur", "afrekening van het jaar"], True)])
    known = expansion.LanguageContext(same, Lexicon(10, {"energie": 3, "factuur": 2}))
    asked = expansion.word("energierekening", (), known)
    share = expansion.PARTS_SHARE * synonyms.SYNONYM_SHARE
    assert Other(("energie", "factuur"), share) in asked.others
    assert not any("afrekening" in other.terms for other in asked.others)
    assert Other(("factuur",), share) in expansion.with_compound_parts((asked,), known)[-1].others


def test_softened_words_are_the_same_and_the_parts_of_compounds():
    (word,) = (expansion.word("huurdersraad", (), expansion.NONE),)
    assert expansion.with_compound_parts((word,), expansion.NONE) == (
        word,
        Word((), (Other(("huurder",), expansion.PARTS_SHARE),)),
        Word((), (Other(("raad",), expansion.PARTS_SHARE),)),
    )


def test_what_was_meant_is_found_in_five_milliseconds_among_forty_thousand_words():
    """As a process reads them: words that lie about in the memory take twice as long."""
    rnd = random.Random(7)
    made = {"".join(rnd.choices("aeioubdklmnprst", k=rnd.randint(5, 16))) for _ in range(45_000)}
    words = sorted(made)[:40_000]
    lexicon = Lexicon(1_000, dict.fromkeys(words, 1), {word: word for word in words})
    lexicon = unpack(pack(lexicon))
    lexicon.meant("kamadinh")
    took, before = [], slowdown()
    for letter in "abcdefghijklmnopqrstu":
        began = time.process_time()
        lexicon.meant(f"kamadinh{letter}q")
        took.append(time.process_time() - began)
    assert median(took) < 0.005 * max(before, slowdown())


def test_texts_become_terms_at_two_hundred_thousand_words_a_second():
    """Three fifths of it, since what else runs takes the processor's caches; the figure is printed
    by `python -m tools.analysis_speed`."""
    before = slowdown()
    speed = measured(150_000)["as texts are"]
    assert speed > 120_000 / max(before, slowdown())


def test_forty_synonyms_at_most_and_words_of_several_terms_stand_together():
    rows = [
        ("huis", [f"woning{letter}{other}" for letter in "abcdef" for other in "abcdefghij"], False)
    ]
    assert len(synonyms.compile(rows).of(("huis",))) == 40
    (other,) = synonyms.compile([("huis", ["dak boven het hoofd"], False)]).of(("huis",))
    assert other.adjacent


@pytest.mark.parametrize("length", [3, 41])
def test_a_word_that_is_too_short_or_too_long_is_never_corrected(length):
    word = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst"[:length]
    lexicon = Lexicon(10, {word: 3}, {word: word})
    assert lexicon.meant(word[:-1] + "z") == ()


def test_two_corrections_at_most_the_most_used_first():
    having = {"blorka": 2, "blorga": 9, "blorma": 5}
    lexicon = Lexicon(10, having, {word: word for word in having})
    assert lexicon.meant("blorxa") == ("blorga", "blorma")


def test_corrections_are_cached_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(spelling, "CACHED", 2)
    lexicon = Lexicon(10, {"blorka": 2}, {"blorka": "blorka"})
    for word in ("blorxa", "blorya", "blorza", "blorxa"):
        assert lexicon.meant(word) == ("blorka",)
        assert len(lexicon._meant) <= 2


def test_a_short_word_may_have_one_wrong_letter_and_a_longer_one_two():
    having = {"kamer": 2, "voedselbank": 3}
    lexicon = Lexicon(10, having, {word: word for word in having})
    assert lexicon.meant("kaxex") == ()
    assert lexicon.meant("voexselbanx") == ("voedselbank",)
    assert lexicon.meant("voexsexbanx") == ()


def test_a_dutch_word_that_no_item_has_is_not_corrected():
    lexicon = Lexicon(10, {"kamer": 2}, {"kamer": "kamer"})
    assert spelling.is_word("kater")
    assert lexicon.meant("kater") == ()


def test_relatives_are_asked_only_where_the_index_has_them():
    relative = Other(("bestrijden",), expansion.FAMILY_SHARE)
    known = expansion.LanguageContext(lexicon=Lexicon(10, {"bestrijden": 1}))
    assert relative in expansion.word("bestrijding", (), known).others
    assert relative not in expansion.word("bestrijding", (), expansion.NONE).others


def test_a_synonym_of_several_words_replaces_no_part_of_a_compound():
    same = synonyms.compile([("rekening", ["afrekening van het jaar"], False)])
    known = expansion.LanguageContext(same, Lexicon(10, {"energie": 3, "afrekening": 2}))
    asked = expansion.word("energierekening", (), known)
    assert not [other for other in asked.others if "afrekening" in other.terms]


def test_only_the_smallest_parts_of_a_compound_are_said_otherwise():
    same = synonyms.compile([("cliëntenraad", ["inspraak"], False), ("raad", ["bestuur"], False)])
    lexicon = Lexicon(10, {"inspraak": 1, "bestuur": 1})
    asked = expansion.word("OCMW-cliëntenraad", (), expansion.LanguageContext(same, lexicon))
    terms = [other.terms for other in asked.others]
    assert ("ocmw", "client", "bestuur") in terms
    assert ("ocmw", "inspraak") not in terms


def test_a_correction_counts_for_less_in_all_its_ways():
    asked = expansion.word("huurdesraad", ("huurdersraad",), expansion.NONE)
    share = expansion.CORRECTION_SHARE
    assert Other(("huurdersraad",), share) in asked.others
    assert Other(("huurder", "raad"), share * expansion.PARTS_SHARE) in asked.others


def test_the_words_of_a_synonym_are_no_parts_of_a_compound():
    same = synonyms.compile([("voedselbank", ["winkel voor arme mensen"], False)])
    known = expansion.LanguageContext(same)
    words = expansion.with_compound_parts((expansion.word("voedselbank", (), known),), known)
    assert [word.others[0].terms for word in words[1:]] == [("voedsel",), ("bank",)]


def test_of_equally_near_words_the_one_with_the_same_first_letter_comes_first():
    having = {"blorka": 1, "xlorqa": 9}
    lexicon = Lexicon(10, having, {word: word for word in having})
    assert lexicon.meant("blorqa") == ("blorka", "xlorqa")


def test_a_compound_is_a_correction_only_if_the_index_has_its_parts():
    both = Lexicon(10, {"armoede": 2, "bestrijden": 2})
    assert both.meant("armoedebestriding") == ("armoedebestrijding",)
    assert Lexicon(10, {"armoede": 2}).meant("armoedebestriding") == ()
