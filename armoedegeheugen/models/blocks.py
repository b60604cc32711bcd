"""Define the StreamField blocks: lists on every item, and sections of a dossier."""

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .widgets import ItemChooser

RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
ITEM_TYPES = [
    "armoedegeheugen.PracticeCard",
    "armoedegeheugen.PolicyAdvice",
    "armoedegeheugen.Dossier",
]


class SourceBlock(blocks.StructBlock):
    """A source of the item."""

    title = blocks.CharBlock(label="Titel", max_length=250)
    url = blocks.URLBlock(label="Webadres", required=False)

    class Meta:
        icon = "link-external"
        label = "Bron"
        template = "blocks/source.html"


class LinkBlock(SourceBlock):
    """A link to a web page."""

    url = blocks.URLBlock(label="Webadres")

    class Meta:
        icon = "link"
        label = "Link"
        template = "blocks/source.html"


class ItemChooserBlock(blocks.PageChooserBlock):
    """A card, an advice or a dossier."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("page_type", ITEM_TYPES)
        super().__init__(**kwargs)

    @cached_property
    def widget(self) -> ItemChooser:
        """The widget that chooses an item."""
        return ItemChooser(target_models=self.target_models, can_choose_root=False)

    class Meta:
        icon = "doc-full"
        label = "Item"


SOURCE_LIST = [("bron", SourceBlock())]
ITEM_LIST = [("item", ItemChooserBlock())]
DOCUMENT_LIST = [("document", DocumentChooserBlock(label="Document", icon="doc-full-inverse"))]
TIP_LIST = [("tip", blocks.TextBlock(label="Tip", rows=3, icon="tick"))]
PARTNER_LIST = [("partner", blocks.CharBlock(label="Partner", max_length=160, icon="group"))]
LINK_LIST = [("link", LinkBlock())]


class QuoteBlock(blocks.StructBlock):
    """Words of someone, with the role in which they spoke and never the name."""

    quote = blocks.TextBlock(label="Citaat", rows=3)
    speaker_role = blocks.CharBlock(
        label="Wie zegt dit",
        max_length=120,
        help_text="Een rol, geen naam: een moeder, een begeleider.",
    )

    class Meta:
        icon = "openquote"
        label = "Citaat"
        template = "blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    """An image with its caption."""

    image = ImageChooserBlock(label="Afbeelding")
    caption = blocks.CharBlock(label="Bijschrift", max_length=250, required=False)

    class Meta:
        icon = "image"
        label = "Afbeelding"
        template = "blocks/figure.html"


class VideoBlock(blocks.StructBlock):
    """A link to a film, never an embedded player: no visitor is followed by a third party here."""

    title = blocks.CharBlock(label="Titel", max_length=160)
    url = blocks.URLBlock(label="Webadres van de video")
    transcript = blocks.TextBlock(label="Uitgeschreven tekst", rows=6)

    class Meta:
        icon = "media"
        label = "Video"
        template = "blocks/video.html"


class InfosheetBlock(blocks.StructBlock):
    """A document with a title and a description."""

    document = DocumentChooserBlock(label="Document")
    title = blocks.CharBlock(label="Titel", max_length=160, required=False)
    description = blocks.TextBlock(label="Wat staat erin", rows=2, required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = "Infoblad"
        template = "blocks/infosheet.html"


class StepBlock(blocks.StructBlock):
    """One step of a step-by-step plan."""

    title = blocks.CharBlock(label="Stap", max_length=160)
    text = blocks.TextBlock(label="Wat doe je", rows=3)


class StepsBlock(blocks.StructBlock):
    """A method, step by step."""

    title = blocks.CharBlock(label="Titel", max_length=160)
    steps = blocks.ListBlock(StepBlock(), label="Stappen", min_num=1)

    class Meta:
        icon = "list-ol"
        label = "Stappenplan"
        template = "blocks/steps.html"


class ReferencesBlock(blocks.StructBlock):
    """A list of items of the memory."""

    title = blocks.CharBlock(label="Titel", max_length=160, required=False)
    items = blocks.ListBlock(ItemChooserBlock(), label="Items", min_num=1)

    class Meta:
        icon = "link"
        label = "Verwijzing"
        template = "blocks/references.html"


SECTION_LIST = [
    (
        "tekst",
        blocks.RichTextBlock(
            label="Tekst", features=["h2", *RICH_TEXT_FEATURES], template="blocks/text.html"
        ),
    ),
    ("citaat", QuoteBlock()),
    ("beeld", FigureBlock()),
    ("video", VideoBlock()),
    ("infosheet", InfosheetBlock()),
    ("stappen", StepsBlock()),
    ("verwijzing", ReferencesBlock()),
]


class BarrierValue(blocks.StructValue):
    """The value of a barrier, with its reason in words."""

    @property
    def reason_label(self) -> str:
        """The label of the reason that was chosen."""
        choices = dict(self.block.child_blocks["reason"].field.choices)
        return str(choices.get(self["reason"], ""))


class BarrierBlock(blocks.StructBlock):
    """A part of the site that someone cannot use, with a reason that the law allows."""

    what = blocks.TextBlock(label="Wat is niet toegankelijk", rows=2)
    reason = blocks.ChoiceBlock(
        label="Waarom",
        choices=[
            ("fout", "Het voldoet nog niet aan de norm"),
            ("last", "Het aanpassen vraagt te veel (onevenredige last)"),
            ("buiten", "Het valt buiten de wet"),
        ],
    )
    explanation = blocks.TextBlock(label="Uitleg", rows=2, required=False)
    alternative = blocks.TextBlock(label="Wat kan je in de plaats doen", rows=2, required=False)

    class Meta:
        icon = "warning"
        label = "Probleem"
        value_class = BarrierValue
        template = "blocks/barrier.html"


BARRIER_LIST = [("probleem", BarrierBlock())]
