"""A page as a browser without scripts reads it."""

from bs4 import BeautifulSoup, Tag
from django.test import Client


def read(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return BeautifulSoup(response.content, "html.parser")


def text(element: Tag) -> str:
    """Without the places where a long word may break, which nobody sees."""
    return " ".join(element.get_text(" ").replace("\u00ad", "").split())


def headings(page: BeautifulSoup) -> list[str]:
    return [text(heading) for heading in page.find_all(["h1", "h2", "h3", "h4"])]


def facts(page: BeautifulSoup) -> dict[str, str]:
    return {text(term): text(term.find_next_sibling("dd")) for term in page.select(".facts dt")}
