"""The system check finds a page type that does not say how it is indexed."""

import pytest

from armoedegeheugen.models import Dossier, PracticeCard
from search import checks
from search.facets import kinds
from search.index import documents


def test_all_page_types_say_how_they_are_indexed():
    assert not checks.page_types_say_how_they_are_indexed()
    assert not checks.documents_and_kinds_agree()


def test_a_page_type_that_says_nothing_is_reported(monkeypatch):
    monkeypatch.setattr(
        checks,
        "NOT_SEARCHED",
        [one for one in documents.NOT_SEARCHED if one.__name__ != "InfoPage"],
    )
    (error,) = checks.page_types_say_how_they_are_indexed()
    assert error.id == "search.E001"
    assert "InfoPage" in error.msg


@pytest.mark.parametrize("known", [kinds.MODELS, documents.BUILDERS])
def test_a_model_in_one_of_the_two_lists_is_reported(monkeypatch, known):
    left_out = Dossier if Dossier in known else Dossier.kind
    monkeypatch.delitem(known, left_out)
    (error,) = checks.documents_and_kinds_agree()
    assert error.id == "search.E002"
    assert "Dossier" in error.msg


def test_kinds_are_listed_in_the_order_of_the_documents():
    assert [*kinds.MODELS.values()] == [*documents.BUILDERS]
    assert [*kinds.MODELS] == [PracticeCard.kind, "advies", Dossier.kind]
