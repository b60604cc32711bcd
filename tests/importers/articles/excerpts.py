"""What was read, in few words; and texts that more than one test reads."""

from armoedegeheugen.importers.articles.article import Article, PartKind
from armoedegeheugen.importers.articles.heading_meanings import Meaning
from armoedegeheugen.importers.articles.pipeline import Reading

LETTER = """Adviesraad Warm Welzijn Zottegem
Kerkplein 0
9620 Zottegem

Aan de schepen van Sociale Zaken
Stadhuis
9620 Zottegem

Zottegem, 3 mei 2022

Ons kenmerk: AWW/22/4
Betreft: advies over de nieuwe openingsuren

Geachte schepen,

In uw brief van 1 april 2022 vroeg u wat wij van de nieuwe uren denken.

Wie overdag werkt, raakt nooit bij het loket.

Wij adviseren daarom:

1° dat het loket op donderdag tot acht uur open blijft;
2° dat wie belt binnen de dag een antwoord krijgt.

Wij horen graag wat u beslist.

Met vriendelijke groeten,

namens de adviesraad,

Wannes Verzonnenstra
voorzitter
"""

PAPER = """Tijdschrift voor Buurtwerk, jaargang 4, nr. 2

Wie aanklopt en wie niet. Hoe huurders hun
recht op een premie ervaren

Wannes Verzonnenstra(1) & Hilke Fictiefstra(2)

(1) Onderzoeksgroep Wonen, Universiteit Dijleland
(2) Hogeschool Zuidrand

Samenvatting
Premies bereiken huurders zelden. Wij vroegen veertig huurders hoe dat komt.

1 Inleiding

Een premie is een recht, maar wie huurt moet haar aan de eigenaar vragen¹.

2 Methode

2.1 Werving

Wij vonden huurders via buurthuizen en wachtzalen van dokters in drie steden.

2.2 Analyse

De gesprekken werden uitgetikt en door twee mensen gelezen, los van elkaar.

3 Beleidsimplicaties

De premie hoort bij de woning te blijven, wie er ook in woont of haar bezit.

Noten

1. In de drie steden samen.
"""


def heads(article: Article) -> list[tuple[str, Meaning | None]]:
    return [(one.heading.text, one.meaning) for one in article.sections if one.heading]


def texts(article: Article, *forms: PartKind) -> list[str]:
    wanted = forms or tuple(PartKind)
    return [p.content.text for s in article.sections for p in s.parts if p.kind in wanted]


def rest(found: Reading) -> str:
    return "\n".join(part.text for part in found.article.rest)
