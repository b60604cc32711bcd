"""List every field of the index: what it holds, what is asked of it, how it is shown.

Both engines' schemas, the request's parameters, labels, API and templates derive from this table.
To add a facet, add its row to `FACETS` here and its keys to `FACET_KEYS` in `index/documents.py`;
a system check fails for a row without keys or without labels.
"""

from dataclasses import dataclass
from enum import StrEnum

# The key in a facet for a missing value.
UNKNOWN = "onbekend"

# The key in the place facets for an item that is not bound to one municipality.
SUPRALOCAL = "bovenlokaal"

# The first term of every text field, so that no document lacks one. Lucene's BM25 counts only
# documents that have the field, tantivy counts all of them; with a term in each field of each
# document the two engines' statistics, and so their scores, are the same.
BOUNDARY = "\u241e"


@dataclass(frozen=True)
class TextField:
    """A field of analysed terms. `weight` multiplies its BM25 score."""

    name: str
    weight: float


class Order(StrEnum):
    """List the orders of a facet's values; the unknown value is always last."""

    COUNT = "count"
    VOCABULARY = "vocabulary"
    # Keys are numbers, the highest first.
    FALLING = "falling"


class Display(StrEnum):
    """List the ways in which a facet is drawn."""

    LIST = "list"
    # Each main term followed by the terms below it; the model has a `parent`.
    TREE = "tree"
    # Steps in order, with a link to ask for one step and all above it.
    LADDER = "ladder"
    # A bar for each number above the list.
    HISTOGRAM = "histogram"
    # The map of results beside the list; the model has coordinates.
    MAP = "map"


@dataclass(frozen=True)
class Facet:
    """A field of keys that can be filtered on and counted."""

    # Its name is also its parameter in an address.
    name: str
    label: str
    # The dotted path of its keys and labels: a model of terms, or a mapping in order. Without one
    # the keys are years, which need no label.
    vocabulary: str = ""
    order: Order = Order.COUNT
    display: Display = Display.LIST
    # Whether the ordinary search offers it; otherwise only the register of recommendations may.
    everywhere: bool = True
    # Its place in the register of recommendations; 0 where that does not offer it.
    register: int = 0
    # Whether an item may be bound to no single one of the terms.
    supralocal: bool = False
    # Whether a term may have a `successor`: a former term is asked and shown as today's.
    merges: bool = False
    # Whether the index holds months, which are asked and counted as ages.
    by_age: bool = False
    # Keys that an item usually has at most. The embedded engine counts so many quickly.
    usual_keys: int = 1


TEXT_FIELDS = (
    # A title is written to be found: one hit there outweighs a word that a long body repeats,
    # since BM25 saturates at about 2.2 times a single occurrence.
    TextField("titel", 3.0),
    # The teaser and the plain summary are the item in brief, without chance mentions.
    TextField("samenvatting", 1.5),
    # Names of places, associations and authorities, former names of merged municipalities included.
    TextField("namen", 2.5),
    TextField("tekst", 1.0),
    # Parts of compounds ("factuur" in "energiefactuur"): found, but below the word itself.
    TextField("delen", 0.5),
    # The text of attached documents, parts of compounds included: an item that says it itself comes
    # first, and a report of eighty pages holds a bit of everything.
    TextField("documenten", 0.3),
)

# The field of how a title begins (`index/edge_ngrams.py`): terms that select and never score.
BEGINNINGS = "begin"

# Fields whose words stand in the order in which they were written; `delen` is a bag of parts.
PHRASE_FIELDS = ("titel", "samenvatting", "namen", "tekst", "documenten")

_MODELS = "armoedegeheugen.models"
_FACETS = "search.facets"

FACETS = (
    Facet("soort", "Soort", f"{_FACETS}.kinds.LABELS", order=Order.VOCABULARY),
    # A theme brings its main theme along.
    Facet("thema", "Thema", f"{_MODELS}.Theme", display=Display.TREE, register=6, usual_keys=6),
    Facet(
        *("gemeente", "Gemeente", f"{_MODELS}.Municipality"),
        display=Display.MAP, register=7, supralocal=True, merges=True,
    ),
    Facet("provincie", "Provincie", f"{_MODELS}.Province", supralocal=True),
    Facet(
        *("trede", "Trede op de participatieladder", f"{_MODELS}.LadderLevel"),
        order=Order.VOCABULARY, display=Display.LADDER,
    ),
    Facet("doelgroep", "Doelgroep", f"{_MODELS}.TargetGroup", usual_keys=3),
    Facet("vereniging", "Vereniging", f"{_MODELS}.Association", register=8, usual_keys=3),
    Facet("hindernis", "Hindernis", f"{_MODELS}.HindranceKind", usual_keys=3),
    Facet("jaar", "Jaar", order=Order.FALLING, display=Display.HISTOGRAM),
    Facet(
        *("opvolging", "Opvolging", f"{_FACETS}.follow_up.POSITIONS"),
        order=Order.VOCABULARY, register=1,
    ),
    Facet(
        *("overgenomen", "Overgenomen door een gemeente", f"{_FACETS}.follow_up.ADOPTED"),
        order=Order.VOCABULARY,
    ),
    Facet(
        *("uitvoering", "Uitvoering", f"{_FACETS}.follow_up.EXECUTIONS"),
        order=Order.VOCABULARY, everywhere=False, register=2,
    ),
    Facet("uitvoerder", "Wie moet het doen", f"{_MODELS}.Authority", everywhere=False, register=5),
    Facet(
        *("ouderdom", "Hoe oud is het advies", f"{_FACETS}.age_buckets.LABELS"),
        order=Order.VOCABULARY, everywhere=False, register=4, by_age=True,
    ),
    Facet(
        *("teruggekoppeld", "Teruggekoppeld aan de deelnemers", f"{_FACETS}.follow_up.TOLD_BACK"),
        order=Order.VOCABULARY, everywhere=False, register=3,
    ),
)  # fmt: skip

FACET_NAMES = tuple(facet.name for facet in FACETS)

SEARCH_FACETS = tuple(facet for facet in FACETS if facet.everywhere)

# What the register of recommendations offers, in its own order.
REGISTER_FACETS = tuple(
    sorted((facet for facet in FACETS if facet.register), key=lambda facet: facet.register)
)


def displayed_as(display: Display) -> Facet:
    """Return the facet that is drawn in this way; there is one of each special way."""
    (facet,) = (facet for facet in FACETS if facet.display is display)
    return facet
