"""What the portal itself says is plain Dutch: measured over the texts of all public templates.

Flesch-Douma is a hint and no proof. It is computed by the same code that helps editors.
"""

import re
from pathlib import Path
from statistics import mean

import pytest

from armoedegeheugen.editorial.reading_level import Level, level

TEMPLATES = Path(__file__).parents[2] / "templates"
OURS = sorted(
    file
    for folder in ("", "pages", "parts", "blocks", "followup", "search", "submissions",
                   "registration", "paper", "workspace")
    for file in (TEMPLATES / folder).glob("*.html")
)  # fmt: skip
PLAIN = 60
# No template as a whole may be harder than this, so that an average hides nothing.
HARDEST = 45

_CODE = re.compile(
    r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<(script|style|code)\b.*?</\1>", re.DOTALL
)
_BLOCK = re.compile(
    r"</?(?:p|li|h\d|dt|dd|td|th|div|section|label|legend|summary|button|option|ul|ol|strong)\b[^>]*>"
)
_SAID = re.compile(r'(?:aria-label|placeholder|alt|title|content)="([^"{]+)"')
_TAG = re.compile(r"<[^>]*>")
_BRANCH = re.compile(
    r"\{%\s*(?:if|elif|else|endif|for|empty|endfor|block|endblock|with|endwith)\b[^%]*%\}"
)
_VALUE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def said(template: str) -> str:
    """The Dutch in a template, a line for every sentence or part that stands by itself."""
    text = _CODE.sub("", template)
    text = _BRANCH.sub("\n", text)
    text = _VALUE.sub("", text)
    text = _BLOCK.sub("\n", text)
    return re.sub(r"&[a-z]+;", " ", _TAG.sub("", text))


def levels() -> dict[str, Level]:
    found = {file.relative_to(TEMPLATES).as_posix(): level(said(file.read_text())) for file in OURS}
    return {name: each for name, each in found.items() if each.score is not None}


def test_the_words_of_a_template_are_found_without_its_code():
    template = (
        '{% if a %}<p>Lees {{ b }} verder.</p>{% else %}<p class="x">Stop.</p>{% endif %}{# nee #}'
    )
    assert said(template).split() == ["Lees", "verder.", "Stop."]


def test_the_interface_is_plain_on_average():
    scores = {name: each.score for name, each in levels().items()}
    assert len(scores) > 30
    assert mean(scores.values()) >= PLAIN, sorted(scores.items(), key=lambda pair: pair[1])[:8]


def test_no_template_is_hard():
    hard = {name: round(each.score) for name, each in levels().items() if each.score < HARDEST}
    assert hard == {}


@pytest.mark.parametrize("word", ["u", "uw", "gelieve", "middels", "teneinde", "dient te"])
def test_the_portal_says_je_and_uses_no_office_words(word: str):
    pattern = re.compile(rf"(?<![\w-]){word}(?![\w-])", re.IGNORECASE)
    assert [file.name for file in OURS if pattern.search(said(file.read_text()))] == []
