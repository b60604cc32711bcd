"""Check an item before it is published, without access to the database.

Invariant: a finding names the field where it can be corrected. Only what would harm a reader or a
person blocks publication; everything else is advice, which an editor may overrule.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ..privacy import detector
from . import reading_level


class Severity(StrEnum):
    """The weight of a finding."""

    BLOCKS = "blokkeert"
    ADVICE = "advies"


@dataclass(frozen=True)
class Finding:
    """Advice to the editor about one field, or a reason not to publish."""

    field: str
    severity: Severity
    message: str

    @property
    def blocks(self) -> bool:
        """Return whether the item may not be published because of this finding."""
        return self.severity is Severity.BLOCKS


@dataclass(frozen=True)
class Text:
    """A public text of the item, without markup."""

    field: str
    label: str
    words: str


@dataclass(frozen=True)
class Image:
    """An image of the item."""

    field: str
    title: str
    shows: str
    credit: str


@dataclass(frozen=True)
class Link:
    """A web address in an item."""

    field: str
    url: str


@dataclass(frozen=True)
class DeadLink:
    """A link that no longer works."""

    field: str
    url: str
    fault: str


@dataclass(frozen=True)
class Item:
    """The facts of an item to check. `texts` includes `plain_summary`."""

    texts: tuple[Text, ...] = ()
    plain_summary: str = ""
    images: tuple[Image, ...] = ()
    has_place: bool = False
    has_rung: bool = False
    themes: int = 0
    contact_role: str = ""
    dead_links: tuple[DeadLink, ...] = ()
    # Links inside the site; `url` is the link as an editor recognises it.
    broken_links: tuple[DeadLink, ...] = ()
    # Links whose web address holds an e-mail address.
    links_with_address: tuple[Link, ...] = ()
    # The titles of similar items.
    similar: tuple[str, ...] = field(default=())


# Lowest Flesch-Douma score for a plain summary: most people read such a text without effort.
EASY = 60
# Lowest score for other texts: below it, a text is for readers with a higher education.
READABLE = 30
# Largest number of examples in a message; the rest is only counted.
SHOWN = 3


def findings(item: Item) -> list[Finding]:
    """Return the findings, those that block publication first, else in the order of the form."""
    result = [
        *_missing(item),
        *_private_data(item),
        *_images(item),
        *_links(item),
        *_language(item),
    ]
    result += [
        _advice("title", f"Er is al iets dat hierop lijkt: ‘{title}’. Is dit iets anders?")
        for title in item.similar
    ]
    return sorted(result, key=lambda finding: not finding.blocks)


def _missing(item: Item) -> Iterator[Finding]:
    if not item.plain_summary.strip():
        yield _block("plain_summary", "Schrijf ook een samenvatting in eenvoudige taal.")
    if not item.has_place:
        yield _block(
            "municipality", "Kies een gemeente of een provincie, of kruis bovenlokaal aan."
        )
    if not item.themes:
        yield _block("themes", "Kies minstens één thema.")
    if not item.has_rung:
        yield _advice("ladder_level", "Welke trede van de participatieladder werd bereikt?")
    if not item.contact_role.strip():
        yield _advice("contact_role", "Bij wie kan iemand terecht? Noem een functie, geen naam.")


def _private_data(item: Item) -> Iterator[Finding]:
    for text in item.texts:
        found = detector.find(text.words)
        for private in found:
            if not private.is_name:
                yield _block(
                    text.field,
                    f"In ‘{text.label}’ staat {private.kind}: {private.text}. Haal het weg.",
                )
        if names := list(dict.fromkeys(private.text for private in found if private.is_name)):
            yield _advice(
                text.field,
                f"In ‘{text.label}’ lijkt de naam van iemand te staan: {_first_few(names)}. "
                "Mag die naam online? Noem anders een functie of een rol.",
            )
    for link in item.links_with_address:
        yield _block(link.field, f"In deze link staat een e-mailadres: {link.url}. Haal het weg.")


def _images(item: Item) -> Iterator[Finding]:
    for image in item.images:
        if not image.shows.strip():
            yield _block(
                image.field,
                f"Zeg bij de afbeelding ‘{image.title}’ wat ze toont, voor wie ze niet ziet.",
            )
        if not image.credit.strip():
            yield _advice(image.field, f"Wie maakte de afbeelding ‘{image.title}’?")


def _links(item: Item) -> Iterator[Finding]:
    for link in item.dead_links:
        yield _advice(link.field, f"Deze link werkt niet meer ({link.fault}): {link.url}")
    for link in item.broken_links:
        yield _advice(link.field, f"De link ‘{link.url}’ {link.fault}.")


def _language(item: Item) -> Iterator[Finding]:
    for text in item.texts:
        yield from _readability(text)
        if long := reading_level.long_sentences(text.words):
            yield _advice(text.field, _long_sentence_message(text.label, long))
        if hard := reading_level.hard_words(text.words):
            pairs = [f"‘{word}’ (liever: {simple})" for word, simple in hard]
            yield _advice(text.field, f"Moeilijke woorden in ‘{text.label}’: {_first_few(pairs)}.")


def _readability(text: Text) -> Iterator[Finding]:
    score = reading_level.level(text.words).score
    bound = EASY if text.field == "plain_summary" else READABLE
    if score is not None and score < bound:
        yield _advice(
            text.field,
            f"‘{text.label}’ leest moeilijk (leesbaarheid {max(round(score), 0)} van 100; mik op "
            f"{bound} of meer). Maak de zinnen en de woorden korter.",
        )


def _long_sentence_message(label: str, long: list[str]) -> str:
    first = " ".join(long[0].split()[:6])
    if len(long) == 1:
        return f"In ‘{label}’ is één zin langer dan 20 woorden: ‘{first} …’. Knip hem in twee."
    return (
        f"In ‘{label}’ zijn {len(long)} zinnen langer dan 20 woorden. "
        f"De eerste: ‘{first} …’. Knip ze in twee."
    )


def _first_few(examples: list[str]) -> str:
    more = len(examples) - SHOWN
    return ", ".join(examples[:SHOWN]) + (f" en nog {more}" if more > 0 else "")


def _block(name: str, message: str) -> Finding:
    return Finding(name, Severity.BLOCKS, message)


def _advice(name: str, message: str) -> Finding:
    return Finding(name, Severity.ADVICE, message)
