"""The one table of fields: what the index holds, what may be asked, what is counted.

Both engines' schemas, the request whitelist, the API and the templates' facet lists derive
from it. To add a facet is to add a row here and its values in `documents.py`.
"""

from dataclasses import dataclass

UNKNOWN = "onbekend"
"""The key that stands in a facet for a missing value."""

SUPRALOCAL = "bovenlokaal"
"""The key that stands in the place facets for an item that is not bound to one municipality."""

BOUNDARY = "\u241e"
"""Opens every text field, so that no document lacks one.

Lucene's BM25 counts only documents that have the field, tantivy counts all of them; with a term in
each field of each document the two engines' statistics, and so their scores, are the same.
"""


@dataclass(frozen=True)
class TextField:
    """A field of analysed terms. `weight` multiplies its BM25 score."""

    name: str
    weight: float


@dataclass(frozen=True)
class Facet:
    """A field of keys that can be filtered on and counted; `name` is also its URL parameter."""

    name: str
    label: str
    by_count: bool = True
    """Whether values are listed by falling count; otherwise in the vocabulary's own order."""
    everywhere: bool = True
    """Whether the ordinary search offers it; otherwise the register of recommendations alone."""


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
    # What is written in attached documents, parts of compounds included: an item that says it
    # itself comes first, and a report of eighty pages holds a bit of everything.
    TextField("documenten", 0.3),
)

BEGINNINGS = "begin"
"""The field of how a title begins (`beginnings.py`): terms that select and never score."""

PHRASE_FIELDS = ("titel", "samenvatting", "namen", "tekst", "documenten")
"""Where words stand in the order in which they were written; `delen` is a bag of parts."""

FACETS = (
    Facet("soort", "Soort", by_count=False),
    Facet("thema", "Thema"),
    Facet("gemeente", "Gemeente"),
    Facet("provincie", "Provincie"),
    Facet("trede", "Trede op de participatieladder", by_count=False),
    Facet("doelgroep", "Doelgroep"),
    Facet("vereniging", "Vereniging"),
    Facet("hindernis", "Hindernis"),
    Facet("jaar", "Jaar", by_count=False),
    Facet("opvolging", "Opvolging", by_count=False),
    Facet("overgenomen", "Overgenomen door een gemeente", by_count=False),
    Facet("uitvoering", "Uitvoering", by_count=False, everywhere=False),
    Facet("uitvoerder", "Wie moet het doen", everywhere=False),
    Facet("ouderdom", "Hoe oud is het advies", by_count=False, everywhere=False),
    Facet("teruggekoppeld", "Teruggekoppeld aan de deelnemers", by_count=False, everywhere=False),
)

FACET_NAMES = tuple(facet.name for facet in FACETS)

SEARCH_FACETS = tuple(facet for facet in FACETS if facet.everywhere)

_REGISTER = (
    *("opvolging", "uitvoering", "teruggekoppeld", "ouderdom"),
    *("uitvoerder", "thema", "gemeente", "vereniging"),
)
REGISTER_FACETS = tuple(facet for name in _REGISTER for facet in FACETS if facet.name == name)
"""What the register of recommendations offers, in its own order."""
