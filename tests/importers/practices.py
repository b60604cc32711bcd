"""Practices in our own words, and the ways in which a printer and a scanner can lay them out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

HEADINGS = ("DOELSTELLING", "BEREIK", "NEVENEFFECT", "HINDERNIS", "TIPS")
FIELDS = ("doelstelling", "bereik", "neveneffect", "hindernis", "tips")


@dataclass(frozen=True)
class Practice:
    place: str
    title: tuple[str, ...]
    teaser: str
    contact: str
    role: str
    # Paragraphs under each of the five headings; of the last, the tips.
    sections: tuple[tuple[str, ...], ...]

    @property
    def whole_title(self) -> str:
        return " ".join(self.title)

    def texts(self, field: str) -> tuple[str, ...]:
        return self.sections[FIELDS.index(field)]


SOUP = Practice(
    "Lommel",
    ("Soep met buren",),
    "Elke dinsdag koken bewoners van een sociale woonwijk samen een pot soep.",
    "Wannes Verzonnenstra, buurtwerker, 011 99 00 11",
    "buurtwerker",
    (
        (
            "Het OCMW Lommel wil dat bewoners elkaar leren kennen aan een lange tafel. Wie komt, "
            "snijdt groenten en vertelt wat er in de buurt scheelt.",
            "Na een half jaar beslissen de koks zelf wat op het vuur komt en wie wordt "
            "uitgenodigd. De medewerkers van het lokaal bestuur ruimen mee af en luisteren.",
        ),
        (
            "Zestig bewoners schoven al aan, onder wie veel alleenstaande ouders. Jongeren blijven "
            "voorlopig weg, want zij zitten op dat uur op school.",
        ),
        (
            "De verhuurder hoorde aan tafel over vochtige muren en stuurde een aannemer. Ook werd "
            "er een ruilkast voor kinderkleren geopend.",
        ),
        ("De keuken van de parochiezaal is te klein. In de winter haken mensen zonder auto af.",),
        (
            "Laat de koks zelf boodschappen doen.",
            "Hang de uitnodiging in de lift en niet alleen op het gemeentehuis.",
            "Reken op een vaste medewerker die elke week aanwezig is.",
        ),
    ),
)
KEYS = Practice(
    "Zottegem",
    ("Een sleutel voor", "elke huurder"),
    "Huurders met een krap budget oefenen samen hun gesprek met de eigenaar.",
    "Liesbet Bedachtmans, woonconsulent, 09 988 77 66",
    "woonconsulent",
    (
        (
            "Wie huurt, kent zijn rechten vaak niet. De woonclub van OCMW Zottegem brengt huurders "
            "samen rond echte brieven en contracten.",
        ),
        (
            "We bereiken vooral gezinnen die al bij de sociale dienst komen. Voor nieuwkomers "
            "werken we met tolken uit de eigen gemeenschap.",
        ),
        (
            "Deelnemers gaan bij elkaar op bezoek om een gebrek te fotograferen. Zo ontstond een "
            "eigen meldpunt dat wij niet hadden gepland.",
        ),
        (
            "Eigenaars voelen zich soms aangevallen. Het kost veel overleg voordat zij mee rond de "
            "tafel gaan zitten.",
        ),
        (
            "Nodig ook een vrederechter uit.",
            "Oefen met rollen die mensen zelf kiezen en wissel die daarna om.",
        ),
    ),
)
BUS = Practice(
    "Heist-op-den-Berg",
    ("Op de bus",),
    "Een groep reizigers test de lijnen van de belbus en schrijft op wat beter kan.",
    "Roderick Gefingeerd, mobiliteitsambtenaar, 015 66 55 44",
    "mobiliteitsambtenaar",
    (
        (
            "De gemeente Heist-op-den-Berg vraagt reizigers zonder auto om haar vervoersplan te "
            "beproeven. Zij rijden mee, noteren en bespreken hun bevindingen met de schepen.",
        ),
        ("Twintig reizigers deden mee, van negentien tot tachtig jaar oud.",),
        (
            "Chauffeurs kregen begrip voor wie traag instapt. Twee deelnemers vonden werk omdat ze "
            "de dienstregeling nu uit het hoofd kennen.",
        ),
        ("De vervoersmaatschappij zit ver weg en antwoordt laat op onze vragen.",),
        (
            "Betaal de ritten van wie meedoet.",
            "Plan de nabespreking meteen na de laatste rit, met koffie.",
        ),
    ),
)
LETTERS = Practice(
    "Limburg",
    ("Klare brieven",),
    "Mensen die moeilijk lezen herschrijven de brieven van de provincie.",
    "Hilke Fictief, coördinator toegankelijkheid, 011 22 99 88",
    "coördinator toegankelijkheid",
    (
        (
            "De provincie Limburg wil brieven sturen die iedereen begrijpt. Een panel van lezers "
            "streept moeilijke woorden door en stelt betere voor.",
        ),
        ("Het panel telt twaalf lezers uit acht gemeenten.",),
        ("Ambtenaren schrijven nu ook hun interne nota's korter.",),
        (
            "Juridische formules blijven lastig. Niet elke dienst wil zijn teksten uit handen "
            "geven.",
        ),
        (
            "Geef lezers een vergoeding voor hun werk.",
            "Toon de tekst van voordien naast die van nadien.",
        ),
    ),
)
ALL = (SOUP, KEYS, BUS, LETTERS)

_BREAK = re.compile(r"(?<=[aeiou][bdfgklmnprstvz])(?=[bdfgklmnprstvz][aeiou])")


def wrapped(text: str, width: int, hyphens: bool = True) -> list[str]:
    """The text in a column. Words are broken between two consonants, as Dutch breaks them."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) < width:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        rest = word
        for match in _BREAK.finditer(word) if hyphens and word.isalpha() else ():
            head = word[: match.start()]
            if len(head) > 2 and len(lines[-1]) + len(head) + 2 <= width:
                lines[-1], rest = f"{lines[-1]} {head}-".strip(), word[match.start() :]
                break
        lines.append(rest)
    return [line for line in lines if line]


def column(paragraphs: Sequence[str], width: int = 46) -> str:
    return "\n\n".join("\n".join(wrapped(text, width)) for text in paragraphs)


def bullets(items: Sequence[str], mark: str = "»", width: int = 46, gap: str = "\n\n") -> str:
    return gap.join("\n".join(wrapped(f"{mark} {item}", width)) for item in items)


def sections(
    practice: Practice,
    order: Sequence[int] = range(5),
    heading: Callable[[str], str] = str,
    width: int = 46,
    mark: str = "»",
) -> str:
    parts = []
    for number in order:
        body = practice.sections[number]
        text = bullets(body, mark, width) if number == 4 else column(body, width)
        parts.append(f"{heading(HEADINGS[number])}\n\n{text}")
    return "\n\n".join(parts)


def title_block(practice: Practice, place: bool = True, contact: bool = True) -> str:
    title = "\n".join(practice.title)
    parts = [practice.place.upper()] if place else []
    parts += [title, "\n".join(wrapped(practice.teaser, 80))]
    block = "\n\n".join(parts)
    return f"{block}\n{practice.contact}" if contact else block


def page(text: str) -> str:
    return f" {text}"


FOREWORD = (
    "Woord vooraf\n\nBeste collega,\n\nDeze bundel kwam er na een rondvraag bij besturen in heel\n"
    "het land. Wie iets probeerde en bijstuurde, kreeg hier het woord. We lazen alles\n"
    "na en schrapten niets van wat moeilijk ging, want ook daaruit valt te leren.\n\n"
    "Guido Nergenshuizen\nvoorzitter van het verzonnen overleg\nguido@voorbeeld.example"
)
AFTERWORD = (
    "Tot slot\n\nUit de praktijken spreekt geduld. Niemand begon groot en niemand was na een jaar\n"
    "al klaar. Het bestuur dat durfde te luisteren, kreeg meer terug dan het had\ngevraagd.\n\n"
    "De redactie dankt alle deelnemers."
)
