"""Every page of the demonstration site: no violation, nothing too wide."""

import shutil

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import chromium
from tests.databases.template import Template
from tools.screens.accessibility import Cell, examine, table
from tools.screens.demo_site import demo_site
from tools.screens.screens import SCREENS, STATES

__all__ = ["chromium"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(django_db_setup: None, template: Template, tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("screens")
    if template.path.exists():
        shutil.copy(template.path, place / "db.sqlite3")
    with demo_site(place) as base:
        yield base


def test_nothing_is_found_on_any_page_on_a_telephone_or_by_night(chromium: Browser, site: str):
    """The two that differ most; `make accessibility` takes all states, and minutes."""
    states = [state for state in STATES if state.name in ("telefoon", "donker")]
    assert [str(cell) for cell in examine(chromium, site, states) if not cell.is_clean] == []


def test_the_table_shows_what_is_wrong():
    cell = Cell(SCREENS[0], STATES[0], ("image-alt (critical): <img>",), 12)
    lines = table([cell])
    assert len(lines) == 2 + len(SCREENS)
    assert "| 1, 12 px te breed |" in lines[2]
    assert not cell.is_clean


def test_the_check_fails_on_a_page_with_a_fault(chromium: Browser, site: str):
    """Or the table of zeros would prove nothing."""
    from tools.screens import accessibility

    page = chromium.new_page()
    page.goto(site)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x>')")
    assert any("image-alt" in each for each in accessibility._violations(page, STATES[0]))
    page.close()
