"""Synonyms: kept by editors, in force from the next question on, in every process."""

import json
import shutil

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.editorial import roles
from armoedegeheugen.management.commands.load_vocabularies import DIRECTORY
from search.index import sync
from search.models import Synonym
from search.query import cache_versions, synonyms
from tests.editorial.conftest import person, signed_in
from tests.safety.scene import portal

pytestmark = pytest.mark.django_db


def keep(word: str, *others: str, both_ways: bool = True) -> Synonym:
    return Synonym.objects.create(word=word, others="\n".join(others), both_ways=both_ways)


def titles(client, q: str) -> list[str]:
    answer = client.get("/api/v1/zoeken/", {"q": q}).json()
    return [result["titel"] for result in answer["resultaten"]]


def said(word: str) -> list[str]:
    found = synonyms.current(cache_versions.numbers()).of(tuple(analyzer.terms(word).split()))
    return [" ".join(other.terms) for other in found]


def test_a_synonym_holds_from_the_next_question_on_without_rebuilding(world, client):
    world.practice("Een moestuin voor de stad")
    sync.sync_all()
    assert titles(client, "volkshof") == []
    kept = keep("moestuin", "volkshof")
    assert titles(client, "volkshof") == ["Een moestuin voor de stad"]
    kept.others = "inspraak"
    kept.save()
    assert titles(client, "volkshof") == []
    assert titles(client, "inspraak") == ["Een moestuin voor de stad"]
    kept.delete()
    assert titles(client, "inspraak") == []


def test_the_own_word_stands_before_its_synonym(world, client):
    for _ in range(3):
        world.practice("Iets anders over de tuin")
    world.practice("Hulp bij een lening", teaser="Over schuldbemiddeling in de stad.")
    world.practice("Hulp bij een krediet", teaser="Over schuldhulpverlening in de stad.")
    sync.sync_all()
    keep("schuldhulpverlening", "schuldbemiddeling")
    assert titles(client, "schuldhulpverlening") == ["Hulp bij een krediet", "Hulp bij een lening"]
    assert titles(client, "schuldbemiddeling") == ["Hulp bij een lening", "Hulp bij een krediet"]


def test_words_that_belong_together_count_only_next_to_each_other(world, client):
    world.practice("De raad voor maatschappelijk welzijn beslist")
    world.practice("Welzijn op het werk", teaser="Een maatschappelijk debat, met raad en daad.")
    sync.sync_all()
    keep("OCMW-raad", "raad voor maatschappelijk welzijn")
    assert titles(client, "OCMW raad")[0] == "De raad voor maatschappelijk welzijn beslist"
    assert titles(client, "ocmw-raad")[0] == "De raad voor maatschappelijk welzijn beslist"
    assert "Welzijn op het werk" not in titles(client, '"ocmw-raad"')


def test_a_change_that_was_rolled_back_leaves_nothing_behind(world):
    keep("auto", "vierwieler")
    assert said("auto") == ["vierwieler"]

    def undone() -> None:
        with transaction.atomic():
            keep("fiets", "tweewieler")
            assert said("fiets") == ["tweewieler"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert said("fiets") == []
    keep("brommer", "scooter")
    assert said("fiets") == []
    assert said("auto") == ["vierwieler"]


def test_each_change_has_a_number_of_its_own():
    seen = []
    for word in ("auto", "fiets", "trein"):
        keep(word, f"{word}tje")
        seen.append(cache_versions.numbers()[cache_versions.SYNONYMS])
    assert seen == sorted(set(seen))


@pytest.mark.parametrize(
    ("word", "others", "field"),
    [
        ("auto", "", "others"),
        ("auto", "\n \n", "others"),
        ("auto", "Auto", "others"),
        ("auto", "…", "others"),
        ("--", "wagen", "word"),
        ("auto", "x" * 81, "others"),
        ("auto", "\n".join(f"woord{n}" for n in range(21)), "others"),
    ],
)
def test_what_says_nothing_is_refused_in_a_sentence(word, others, field):
    with pytest.raises(ValidationError) as caught:
        Synonym(word=word, others=others).full_clean()
    assert caught.value.message_dict[field]


def test_an_editor_keeps_them_and_others_do_not(index):
    portal()
    editor = signed_in(person("redacteur", roles.EDITORS))
    staff = signed_in(person("medewerker", roles.STAFF))
    add = reverse("wagtailsnippets_search_synonym:add")
    assert staff.get(add).status_code != 200
    page = editor.get(add, {"word": "schuldhulp"}).content.decode()
    assert 'value="schuldhulp"' in page
    editor.post(add, {"word": "schuldhulp", "others": " schuldbemiddeling \n\n", "both_ways": "on"})
    assert Synonym.objects.get().listed == ["schuldbemiddeling"]
    assert said("schuldbemiddeling") == ["schuldhulp"]
    listed = editor.get(reverse("wagtailsnippets_search_synonym:list")).content.decode()
    assert "schuldbemiddeling" in listed


def load(*arguments: str, directory=DIRECTORY) -> None:
    call_command("load_vocabularies", *arguments, directory=directory, verbosity=0)


def test_the_vocabulary_of_the_field_comes_with_the_others_and_twice_changes_nothing():
    load()
    before = list(Synonym.objects.values())
    assert len(before) > 50
    load()
    assert list(Synonym.objects.values()) == before
    for synonym in Synonym.objects.all():
        synonym.full_clean()
    assert "raad voor maatschappelijk welzijn" in said("OCMW raad")
    assert "schuldbemiddeling" in said("schuldhulp")
    assert {"klantenparticipatie", "gebruikersparticipatie"} <= set(said("cliëntparticipatie"))


def test_what_an_editor_changed_or_took_away_stays_so():
    load()
    Synonym.objects.filter(word="OCMW").update(others="sociaal huis")
    Synonym.objects.get(word="CAW").delete()
    load("--if-empty")
    assert not Synonym.objects.filter(word="CAW").exists()
    load()
    assert Synonym.objects.get(word="OCMW").others == "sociaal huis"
    load("--update")
    assert "openbaar" in Synonym.objects.get(word="OCMW").others


def test_a_broken_file_loads_nothing(tmp_path):
    directory = shutil.copytree(DIRECTORY, tmp_path / "vocabularies")
    path = directory / "synonyms.json"
    for broken in ("{", '{"items": [1]}', json.dumps({"items": [{"word": "x", "others": []}]})):
        path.write_text(broken)
        with pytest.raises(CommandError):
            load(directory=directory)
    assert Synonym.objects.count() == 0


def test_the_longest_entry_that_begins_at_a_word_is_taken():
    entries = {("a",): (), ("a", "b"): (), ("a", "b", "c"): ()}
    thesaurus = synonyms.Thesaurus(entries, longest=3)
    assert thesaurus.longest_at(["a", "b", "c", "d", "e"], 0) == 3
    assert thesaurus.longest_at(["x", "a", "b", "x", "x"], 1) == 2
    assert thesaurus.longest_at(["x", "a", "b"], 1) == 2
    assert thesaurus.longest_at(["a", "x", "x"], 0) == 0
    assert thesaurus.longest_at(["a"], 0) == 0
