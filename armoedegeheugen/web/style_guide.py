"""Show the portal's colours, sizes and components at `/stijl/`, for developers.

The page renders the real components with public items, so it cannot differ from the site.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..followup.state import State
from ..followup.statistics import Record, tally
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
    """Render the style guide with the newest public item of each kind."""
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
