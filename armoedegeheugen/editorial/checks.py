"""Read an item from the database for `quality`, one page at a time."""

from collections.abc import Iterator
from typing import Any

from ..models import CheckedLink, KnowledgePage, Picture
from ..privacy.personal_data import EMAIL
from ..workspace.separation import User
from . import internal_links, similar, texts
from .quality import DeadLink, Finding, Image, Item, Link, findings


def of_page(page: KnowledgePage, user: User | None) -> list[Finding]:
    """Return the findings about a page, as it is in the form or the newest draft.

    Args:
        page: The item.
        user: The reader of the findings; None for a command, which may see every item.
    """
    return findings(read(page, user))


def read(page: KnowledgePage, user: User | None) -> Item:
    """Return the facts of a page that `quality` judges.

    Args:
        page: The item.
        user: The reader; only similar items that this user may see are named.
    """
    return Item(
        texts=texts.texts(page),
        plain_summary=page.plain_summary,
        images=tuple(_images(page)),
        has_place=bool(page.municipality_id or page.province_id or page.supralocal),
        has_rung=bool(page.ladder_level_id),
        themes=len(page.themes.all()),
        contact_role=page.contact_role,
        dead_links=tuple(_dead_links(page)),
        broken_links=tuple(
            DeadLink(link.field, link.name, link.fault)
            for link in internal_links.broken([page], user)
        ),
        links_with_address=tuple(
            Link(name, url) for name, url in texts.links(page) if EMAIL.search(url)
        ),
        similar=similar.titles(page, user),
    )


def _images(page: KnowledgePage) -> Iterator[Image]:
    if page.image:
        yield _image("image", page.image)
    for block in getattr(page, "sections", ()):
        if block.block_type == "beeld" and block.value.get("image"):
            yield _image("sections", block.value["image"])


def _image(name: str, picture: Picture | Any) -> Image:
    return Image(name, picture.title, picture.description, picture.credit)


def _dead_links(page: KnowledgePage) -> Iterator[DeadLink]:
    links = list(texts.links(page))
    dead = CheckedLink.objects.filter(url__in={url for _field, url in links}).exclude(fault="")
    faults = dict(dead.values_list("url", "fault"))
    for name, url in links:
        if url in faults:
            yield DeadLink(name, url, faults[url])
