"""What an editor sees before anything is saved."""

import pytest
from bs4 import BeautifulSoup

from armoedegeheugen.models import Dossier, PolicyAdvice, PracticeCard, Recommendation
from tests.pages.portal import Portal
from tests.pages.reading import headings


@pytest.mark.parametrize("name", ["card", "advice", "dossier", "themes", "places", "info"])
def test_a_saved_page_can_be_previewed(name: str, portal: Portal):
    page = getattr(portal, name)
    answer = page.make_preview_request()
    assert answer.status_code == 200
    assert page.title in headings(BeautifulSoup(answer.rendered_content, "html.parser"))


@pytest.mark.parametrize("model", [PracticeCard, PolicyAdvice, Dossier])
def test_a_page_that_was_never_saved_can_be_previewed(model, portal: Portal):
    shelf = portal.world.shelf
    page = model(title="Nieuw", slug="nieuw", teaser="Nog niet bewaard.", plain_summary="Kort.")
    if model is PolicyAdvice:
        page.recommendations = [Recommendation(text="Doe iets.", number="1")]
    # As Wagtail does before it draws the preview of a new page.
    page.path = model._get_children_path_interval(shelf.path)[1]
    page.depth = shelf.depth + 1
    page.set_url_path(shelf)
    answer = page.make_preview_request()
    assert answer.status_code == 200
    shown = headings(BeautifulSoup(answer.rendered_content, "html.parser"))
    assert shown[0] == "Nieuw"
    answer = page.make_preview_request(preview_mode="eenvoudig")
    plain = headings(BeautifulSoup(answer.rendered_content, "html.parser"))
    assert plain[:2] == ["Nieuw", "In eenvoudige taal"]
