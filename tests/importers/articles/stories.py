"""Articles in our own words: what stands in them, apart from how they are set."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Say:
    """A quote, and the line that says whose it is."""

    words: str
    who: str
    role: str


@dataclass(frozen=True)
class List:
    items: tuple[str, ...]
    numbered: bool = False


Part = str | Say | List


@dataclass(frozen=True)
class Chapter:
    heading: str
    meaning: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Story:
    title: str
    organisation: str
    dated: str
    day: str | None
    opening: tuple[str, ...]
    chapters: tuple[Chapter, ...]

    @property
    def items(self) -> list[str]:
        parts = [part for chapter in self.chapters for part in chapter.parts]
        return [item for part in parts if isinstance(part, List) for item in part.items]

    @property
    def quotes(self) -> list[Say]:
        parts = [part for chapter in self.chapters for part in chapter.parts]
        return [part for part in parts if isinstance(part, Say)]

    @property
    def paragraphs(self) -> list[str]:
        parts = [part for chapter in self.chapters for part in chapter.parts]
        return [*self.opening, *(part for part in parts if isinstance(part, str))]


HEATING = Story(
    "Warm wonen begint bij de huurder",
    "Energiehuis Dijlevallei vzw",
    "17 februari 2023",
    "2023-02-17",
    (
        "In Leuven wonen honderden gezinnen in een huis dat niet warm te krijgen is. Zij "
        "stoken zich "
        "arm en zitten toch in de kou. Een werkgroep van huurders zocht uit wat er moet "
        "veranderen.",
        "De stad Leuven luisterde een winter lang mee. Wat hier staat, schreven huurders en "
        "medewerkers samen op, zin voor zin.",
    ),
    (
        Chapter(
            "Aanleiding",
            "context",
            (
                "De energiefactuur verdubbelde in een jaar. Wie een budgetmeter heeft, "
                "zag het geld "
                "voor een maand in tien dagen verdwijnen.",
            ),
        ),
        Chapter(
            "Onderzoeksvragen",
            "questions",
            (
                List(
                    (
                        "Welke woningen kosten het meest aan gas en elektriciteit?",
                        "Wat houdt eigenaars tegen om te isoleren?",
                    ),
                    numbered=True,
                ),
            ),
        ),
        Chapter(
            "Werkwijze",
            "participation",
            (
                "Veertien huurders kwamen zes keer samen in een focusgroep. Daarna "
                "gingen zij met een "
                "warmtecamera langs bij de buren en noteerden wat zij zagen.",
                Say(
                    "Ik dacht dat de schimmel mijn eigen schuld was, tot ik hem bij iedereen zag.",
                    "Nadia, huurster in Kessel-Lo",
                    "huurster in Kessel-Lo",
                ),
            ),
        ),
        Chapter(
            "Bevindingen",
            "findings",
            (
                "Vier op de tien woningen hebben nog enkel glas. De eigenaars kennen de "
                "premies niet, "
                "of zij vinden de aanvraag te ingewikkeld.",
                List(
                    (
                        "huurders durven niet klagen uit angst voor opzegging",
                        "de verhuurder betaalt de werken en de huurder krijgt de winst, "
                        "zo lijkt het",
                    )
                ),
            ),
        ),
        Chapter(
            "Aanbevelingen",
            "recommendations",
            (
                List(
                    (
                        "Geef de premie alleen als de huurprijs drie jaar gelijk blijft.",
                        "Stuur een energiesnijder naar elk gezin met een budgetmeter.",
                        "Laat huurders meebeslissen welke straat eerst aan de beurt komt.",
                    ),
                    numbered=True,
                ),
            ),
        ),
    ),
)

SCHOOL = Story(
    "Aan de schoolpoort hoor je alles",
    "Netwerk Kansen Waasland",
    "september 2020",
    None,
    (
        "Ouders die het moeilijk hebben, komen zelden naar de oudervergadering. In Sint-Niklaas "
        "draaiden drie scholen de vraag om: wat weerhoudt de school?",
    ),
    (
        Chapter(
            "Waarom dit project?",
            "context",
            (
                "Brieven over schoolkosten bleven onbeantwoord. De school dacht aan "
                "onwil, de ouders "
                "zwegen uit schaamte. Niemand vroeg iets aan de ander.",
            ),
        ),
        Chapter(
            "Een koffer vol verhalen",
            None,
            (
                "Een brugfiguur ging een jaar lang elke ochtend bij de poort staan. Zij "
                "schreef op wat "
                "ouders vertelden en las het voor op de personeelsvergadering.",
                Say(
                    "Voor het eerst wist de juf waarom mijn dochter geen turnpak had.",
                    "een vader van drie kinderen",
                    "een vader van drie kinderen",
                ),
                "Na de herfst kwamen ouders zelf vertellen. De directie zweeg en luisterde.",
            ),
        ),
        Chapter(
            "Uitdagingen",
            "challenges",
            (
                List(
                    (
                        "de brugfiguur werkt met een contract dat in juni eindigt",
                        "niet elke leerkracht voelt zich veilig in zo'n gesprek",
                    )
                ),
            ),
        ),
        Chapter(
            "Tot slot",
            "findings",
            ("Wie luistert, moet ook iets doen met wat hij hoort. Dat beloofden de scholen.",),
        ),
    ),
)

STORIES = (HEATING, SCHOOL)
