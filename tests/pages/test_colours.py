"""Every text stands out from its ground at 7 to 1, and every edge at 3 to 1, by day and by night.

Measured from the style sheets themselves. A colour that nothing here speaks of fails.
"""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "site" / "static" / "css"
TEXT, EDGE = 7.0, 3.0

GROUNDS = ("paper", "white", "sand", "sand-pale")
ON_GROUNDS = (
    "ink", "ink-soft", "teal", "teal-deep", "brick", "brick-deep", "plum", "plum-deep",
    "ochre-deep",
)  # fmt: skip
PAIRS = [
    *((text, ground) for text in ON_GROUNDS for ground in GROUNDS),
    *(("white", ground) for ground in ("teal", "teal-deep", "brick", "brick-deep", "plum", "ink")),
    ("on-ochre", "ochre"),
    ("ink", "mark"),
    *((text, "teal-tint") for text in ("ink", "ink-soft", "teal", "teal-deep")),
    *((text, "brick-tint") for text in ("ink", "brick-deep", "teal")),
    *((text, "ochre-tint") for text in ("ink", "ochre-deep", "teal", "teal-deep")),
    *((text, "plum-tint") for text in ("ink", "plum-deep")),
    *((text, "ink-tint") for text in ("ink", "teal")),
]
EDGES = [(edge, ground) for edge in ("edge", "teal", "brick", "plum") for ground in GROUNDS]
# Lines that only part, and what is in a drawing: no meaning hangs on these.
DECORATION = {"line", "skin", "drawn"}

# Sheets for a page without site.css: on paper, and without a network.
ALONE = {"paper.css", "offline.css"}

_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})\b")


DAY, _, NIGHT = (
    (CSS / "site.css").read_text(encoding="utf-8").partition("prefers-color-scheme: dark")
)
SCHEMES = {"day": dict(_COLOUR.findall(DAY)), "night": dict(_COLOUR.findall(NIGHT))}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out(scheme: str):
    have = SCHEMES[scheme]
    weak = {pair: contrast(have[pair[0]], have[pair[1]]) for pair in PAIRS}
    assert {pair: found for pair, found in weak.items() if found < TEXT} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_are_seen(scheme: str):
    have = SCHEMES[scheme]
    weak = {pair: contrast(have[pair[0]], have[pair[1]]) for pair in EDGES}
    assert {pair: found for pair, found in weak.items() if found < EDGE} == {}


def test_every_colour_is_measured_and_has_its_night():
    assert set(SCHEMES["day"]) == set(SCHEMES["night"])
    assert set(SCHEMES["day"]) == {name for pair in PAIRS + EDGES for name in pair} | DECORATION


def test_no_style_sheet_has_colours_of_its_own():
    """A colour outside the tokens is the same by day and by night: only the logo is."""
    ours = re.compile(r"--[a-z-]+: [^;]+;|\.logo__\w+ \{[^}]*\}|/\*.*?\*/", re.DOTALL)
    for sheet in CSS.glob("*.css"):
        text = ours.sub("", sheet.read_text(encoding="utf-8"))
        if sheet.name not in ALONE:
            assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,)])", text) == [], sheet.name
