"""However an article is set, the same comes out of it, and all of it."""

import re
from pathlib import Path

import pytest

from armoedegeheugen.importers.articles import pipeline, recommendations
from armoedegeheugen.importers.articles.article import Article, PartKind
from armoedegeheugen.importers.articles.pipeline import Reading
from tests.importers.articles.formats import SETTINGS
from tests.importers.articles.stories import STORIES, List, Story

CASES = [
    pytest.param(story, setting, id=f"{setting.__name__}-{number}")
    for setting in SETTINGS
    for number, story in enumerate(STORIES)
]


@pytest.fixture(scope="module")
def readings(tmp_path_factory) -> dict[tuple[Story, str], Reading]:
    folder, found = tmp_path_factory.mktemp("artikels"), {}
    for story in STORIES:
        for setting in SETTINGS:
            ending, data = setting(story)
            path = Path(folder) / f"{setting.__name__}.{ending}"
            path.write_bytes(data)
            found[story, setting.__name__] = pipeline.read(path)
    return found


@pytest.fixture
def reading(readings, story, setting) -> Reading:
    return readings[story, setting.__name__]


@pytest.fixture
def article(reading) -> Article:
    return reading.article


def texts(article: Article, *forms: PartKind) -> list[str]:
    return [
        part.content.text
        for section in article.sections
        for part in section.parts
        if part.kind in forms
    ]


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


@pytest.mark.parametrize(("story", "setting"), CASES)
def test_the_top_is_read(story, setting, article):
    made = article.metadata
    assert made.title == story.title
    assert made.organisation == story.organisation
    assert (made.published.isoformat() if made.published else None) == story.day
    assert made.date_text == story.dated
    assert made.teaser
    assert made.teaser.rstrip(" …") in " ".join(story.opening)


@pytest.mark.parametrize(("story", "setting"), CASES)
def test_each_chapter_is_a_section_with_its_meaning(story, setting, article):
    found = [(s.heading.text.lower(), s.meaning) for s in article.sections if s.heading]
    assert found == [(one.heading.lower(), one.meaning) for one in story.chapters]


@pytest.mark.parametrize(("story", "setting"), CASES)
def test_lists_are_lists_and_paragraphs_are_paragraphs(story, setting, article):
    assert texts(article, PartKind.ITEM, PartKind.NUMBERED) == story.items
    assert texts(article, PartKind.TEXT) == story.paragraphs


@pytest.mark.parametrize(("story", "setting"), CASES)
def test_quotes_say_in_which_role_and_never_a_name(story, setting, article):
    found = [p for s in article.sections for p in s.parts if p.kind is PartKind.QUOTE]
    assert [(p.content.text, p.role) for p in found] == [(q.words, q.role) for q in story.quotes]
    shown = [*texts(article, *PartKind), *(part.role for part in found)]
    assert not any("Nadia" in text for text in shown)


@pytest.mark.parametrize(("story", "setting"), CASES)
def test_recommendations_stand_by_themselves(story, setting, article):
    wanted = [
        item
        for chapter in story.chapters
        if chapter.meaning == "recommendations"
        for part in chapter.parts
        if isinstance(part, List)
        for item in part.items
    ]
    assert [ask.text for ask in recommendations.extract(article).recommendations] == wanted


@pytest.mark.parametrize(("story", "setting"), CASES)
def test_nothing_is_lost_and_nothing_made_up(story, setting, reading):
    assert reading.coverage >= 0.97
    article = reading.article
    heads = [section.heading.text for section in article.sections if section.heading]
    told = " ".join(
        [*texts(article, *PartKind), *heads, article.metadata.title, article.metadata.teaser]
    )
    kept = words(told) | words(" ".join(part.text for part in article.rest))
    kept |= {word for q in article.sections for p in q.parts for word in words(p.role)}
    given = words(story.title) | words(" ".join([*story.opening, *story.items, *story.paragraphs]))
    given |= {word for one in story.chapters for word in words(one.heading)}
    given |= {word for one in story.quotes for word in words(f"{one.words} {one.who}")}
    assert given - kept == set()
    assert words(told) - given == set()
