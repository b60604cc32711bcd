"""A web page gives one card, and what the site puts around it goes to the rest."""

from pathlib import Path

import pytest

from armoedegeheugen.importers.cards import pipeline
from armoedegeheugen.importers.drafts import richtext
from armoedegeheugen.importers.reading import files, webpage
from tests.importers.practices import ALL, FIELDS, SOUP, Practice
from tests.importers.reader import MAP, read


def told(practice: Practice, heading: str = "h2") -> str:
    names = ("Doelstellingen", "Bereik", "Neveneffect", "Hindernissen", "Tips voor collega's")
    parts = []
    for number, name in enumerate(names):
        texts = practice.sections[number]
        if number == 4:
            body = "<ul>" + "".join(f"<li>{text}" for text in texts) + "</ul>"
        else:
            body = "".join(f"<p>{text}</p>" for text in texts)
        parts.append(f"<{heading}>{name}</{heading}>{body}")
    return "".join(parts)


def html(practice: Practice, body: str = "") -> str:
    return (
        "<!DOCTYPE html><html><head><title>Praktijk | Voorbeeld</title>"
        '<link rel="canonical" href="https://voorbeeld.example/praktijk">'
        "<style>p { color: red }</style><script>var teller = 1</script></head><body>"
        "<header><nav><ul><li>Home<li>Praktijken</ul></nav></header><main>"
        '<div class="breadcrumb">Home &gt; Praktijken</div>'
        f"<h1>{practice.whole_title}</h1><p>{practice.teaser}</p>"
        f"{body or told(practice)}"
        f"<h2>Meer weten?</h2><p>Contactpersoon: {practice.contact}, {practice.place}</p>"
        "<h2>Lees ook</h2><ul><li>Zottegem: een heel andere praktijk</ul></main>"
        "<footer>Voorbeeldsite 2020</footer></body></html>"
    )


def parse(text: str) -> pipeline.Reading:
    return pipeline.read(webpage.parse(text, "praktijk.html"), MAP)


@pytest.mark.parametrize("practice", ALL, ids=lambda practice: practice.place)
def test_page_gives_its_practice(practice: Practice):
    (card,) = parse(html(practice)).cards
    assert (card.title, card.teaser) == (practice.whole_title, practice.teaser)
    assert (card.municipality or card.province) == practice.place
    assert card.contact.role == practice.role
    for field in FIELDS:
        assert tuple(p.text for p in card.section(field)) == practice.texts(field), field


def test_what_is_around_the_text_is_rest_and_code_is_nothing():
    found = parse(html(SOUP))
    rest = [part.text for part in found.rest]
    assert {"Home", "Praktijken", "Voorbeeldsite 2020"} <= set(rest)
    assert "teller" not in " ".join(rest)
    assert found.coverage == 1


def test_page_knows_its_address_and_title():
    source = webpage.parse(html(SOUP), "praktijk.html")
    assert source.url == "https://voorbeeld.example/praktijk"
    assert source.label == "Praktijk | Voorbeeld"


def test_address_comes_from_where_the_page_was_saved():
    saved = f"<!-- saved from url=(0022)https://voorbeeld.example/a --><body>{told(SOUP)}</body>"
    assert webpage.parse(saved, "a.html").url == "https://voorbeeld.example/a"
    evil = '<link rel="canonical" href="javascript:alert(1)"><body>tekst</body>'
    assert webpage.parse(evil, "a.html").url == ""


@pytest.mark.parametrize(
    "body",
    [
        told(SOUP, "h3"),
        told(SOUP).replace("<h2>", "<p><strong>").replace("</h2>", "</strong></p>"),
        told(SOUP).replace("<h2>", "<div>").replace("</h2>", "</div>"),
        told(SOUP).replace("<h2>", "<button>").replace("</h2>", "</button>"),
        told(SOUP).replace("</p>", "").replace("</li>", ""),
        f"<div><div><section>{told(SOUP)}</section></div></div>",
    ],
    ids=["h3", "strong", "div", "button", "unclosed", "nested"],
)
def test_markup_may_be_of_any_kind(body: str):
    body = body.replace("Tips voor collega's", "Tips")
    (card,) = parse(html(SOUP, body)).cards
    for field in FIELDS:
        assert tuple(p.text for p in card.section(field)) == SOUP.texts(field), field


def test_subheading_stays_with_its_text():
    body = told(SOUP).replace("<h2>Bereik", "<h3>Hoe werkt het?</h3><p>Met soep.</p><h2>Bereik")
    (card,) = parse(html(SOUP, body)).cards
    last = card.section("doelstelling")[-2:]
    assert [(p.text, p.subheading) for p in last] == [
        ("Hoe werkt het?", True),
        ("Met soep.", False),
    ]


def test_deeply_nested_page_is_read():
    deep = "<div>" * 5_000 + told(SOUP) + "</div>" * 5_000
    assert len(parse(f"<html><body>{deep}</body></html>").cards) == 1


def test_markup_of_the_input_never_reaches_a_field():
    hostile = "Neem &lt;script&gt;alert(1)&lt;/script&gt; <img src=x onerror=alert(1)> mee."
    body = told(SOUP).replace("<h2>Bereik", f"<p>{hostile}</p><h2>Bereik")
    (card,) = parse(html(SOUP, body)).cards
    written = richtext.html(card.section("doelstelling"))
    assert "&lt;script&gt;" in written
    assert "<script" not in written
    assert "<img" not in written


TEXT_PAGE = """20190312 groepsfoto {place}.jpg
Provider image

{teaser}

{place}: {title}

Doelstelling

{doelstelling}

Bereik

{bereik}

Neveneffect

{neveneffect}

Hindernis

{hindernis}

Tip

{tips}

Meer

Contactpersoon: {name}, {role}, {place}

Contactgegevens: iemand@voorbeeld.example of 011 99 00 11"""


@pytest.mark.parametrize("practice", ALL, ids=lambda practice: practice.place)
def test_page_that_was_copied_as_text_gives_its_practice(practice: Practice):
    text = TEXT_PAGE.format(
        place=practice.place,
        teaser=practice.teaser,
        title=practice.whole_title,
        name=practice.contact.split(",")[0],
        role=practice.role,
        tips="\n".join(f"  • {tip}" for tip in practice.sections[4]),
        **{field: "\n\n".join(practice.texts(field)) for field in FIELDS[:4]},
    )
    found = read(text, "pagina.txt")
    (card,) = found.cards
    assert card.title == f"{practice.place}: {practice.whole_title}"
    assert card.teaser == practice.teaser
    assert card.contact.role == practice.role
    for field in FIELDS:
        assert tuple(p.text for p in card.section(field)) == practice.texts(field), field
    assert "Provider image" in " ".join(part.text for part in found.rest)


def test_file_with_markup_is_read_as_a_page_whatever_its_name(tmp_path: Path):
    path = tmp_path / "praktijk.txt"
    path.write_text(html(SOUP), encoding="utf-8")
    assert files.read(path).url == "https://voorbeeld.example/praktijk"
