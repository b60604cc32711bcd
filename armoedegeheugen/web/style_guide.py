"""`/stijl/`: how the portal looks, for whoever carries on.

It draws the parts themselves, with items that anyone may see, so that it can never show something
else than the pages do.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..followup.state import State
from ..followup.totals import Record, tally
from ..models.choices import Position
from ..models.querysets import ITEM_MODELS, published

COLOURS = {
    "Ondergrond": ("paper", "white", "sand", "sand-pale"),
    "Tekst": ("ink", "ink-soft", "ink-tint"),
    "Praktijk": ("teal", "teal-deep", "teal-tint"),
    "Advies": ("brick", "brick-deep", "brick-tint"),
    "Aanbeveling": ("ochre", "ochre-deep", "ochre-tint"),
    "Dossier": ("plum", "plum-deep", "plum-tint"),
    "Lijnen en markering": ("line", "edge", "mark"),
}
SIZES = ("title-1", "title-2", "title-3", "large", "normal", "small")
SPACES = ("near", "apart", "gap", "gap-wide")


def style_guide(request: HttpRequest) -> HttpResponse:
    newest = [published(model).first() for model in ITEM_MODELS]
    context = {
        "colours": COLOURS,
        "sizes": SIZES,
        "spaces": SPACES,
        "items": [item for item in newest if item],
        "positions": Position,
        "tally": tally(Record(State(position=position)) for position in Position),
    }
    return render(request, "pages/style_guide.html", context)
