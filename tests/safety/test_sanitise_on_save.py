"""Whatever is saved is clean, by whatever way and however deep it lies."""

import json

import pytest
from wagtail import blocks

from armoedegeheugen.models import Dossier, PracticeCard
from armoedegeheugen.safety import sanitise_on_save
from tests.world import World

ALIVE, DEAD = '<p onclick="boo()">Samen</p>', "<p>Samen</p>"
HIDDEN, SHOWN = "Sa\u202emen", "Samen"


def clean(block: blocks.Block, raw: object) -> object:
    return sanitise_on_save._block(block, raw)


def test_rich_text_of_a_row_and_of_its_blocks_is_clean(world: World):
    page = world.dossier(
        introduction=ALIVE, sections=[("tekst", blocks.RichTextBlock().to_python(ALIVE))]
    )
    saved = Dossier.objects.get(pk=page.pk)
    assert saved.introduction == DEAD
    assert [part["value"] for part in saved.sections.raw_data] == [DEAD]


def test_rich_text_of_a_draft_is_clean(world: World):
    page = world.dossier()
    page.introduction = ALIVE
    page.sections = [("tekst", blocks.RichTextBlock().to_python(ALIVE))]
    content = page.save_revision().content
    assert content["introduction"] == DEAD
    assert [part["value"] for part in json.loads(content["sections"])] == [DEAD]


def test_hidden_characters_go_from_plain_text_and_from_blocks(world: World):
    page = world.practice(HIDDEN, teaser=HIDDEN, tips=[("tip", HIDDEN)])
    saved = PracticeCard.objects.get(pk=page.pk)
    assert (saved.title, saved.teaser) == (SHOWN, SHOWN)
    assert [part["value"] for part in saved.tips.raw_data] == [SHOWN]


@pytest.mark.parametrize(
    ("block", "raw", "kept"),
    [
        (blocks.RichTextBlock(), ALIVE, DEAD),
        (blocks.RichTextBlock(), None, None),
        (blocks.TextBlock(), ALIVE, ALIVE),
        (
            blocks.StreamBlock([("rich", blocks.RichTextBlock()), ("plain", blocks.TextBlock())]),
            [{"type": "rich", "value": ALIVE, "id": "1"}, {"type": "plain", "value": ALIVE}],
            [{"type": "rich", "value": DEAD, "id": "1"}, {"type": "plain", "value": ALIVE}],
        ),
        (
            blocks.StructBlock([("rich", blocks.RichTextBlock())]),
            {"rich": ALIVE, "gone": ALIVE},
            {"rich": DEAD, "gone": ALIVE},
        ),
        (
            blocks.ListBlock(blocks.RichTextBlock()),
            [{"type": "item", "value": ALIVE, "id": "1"}, ALIVE],
            [{"type": "item", "value": DEAD, "id": "1"}, DEAD],
        ),
        (
            blocks.ListBlock(blocks.StructBlock([("rich", blocks.RichTextBlock())])),
            [{"rich": ALIVE}],
            [{"rich": DEAD}],
        ),
    ],
)
def test_blocks_are_cleaned_at_every_depth(block: blocks.Block, raw: object, kept: object):
    assert clean(block, raw) == kept
