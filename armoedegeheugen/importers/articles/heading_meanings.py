"""Tell what a heading announces by its words.

Invariant: a heading has a meaning only if it says so itself. What stands under a heading without
one belongs to the meaning above it, if that is of a higher level. A list below a sentence that asks
counts as recommendations, under any heading.
"""

import re
from enum import StrEnum


class Meaning(StrEnum):
    """The subject of a section of an article."""

    SUMMARY = "summary"
    CONTEXT = "context"
    QUESTIONS = "questions"
    PARTICIPATION = "participation"
    FINDINGS = "findings"
    CHALLENGES = "challenges"
    RECOMMENDATIONS = "recommendations"
    SOURCES = "sources"


_WORDS: dict[Meaning, str] = {
    Meaning.SOURCES: r"bronnen|bronvermelding(?:en)?|bronnenlijst|referenties?|literatuur(?:lijst)?"
    r"|geraadpleegde .{3,40}|bibliografie|meer (?:lezen|weten|info(?:rmatie)?)|verder lezen"
    r"|(?:interessante |nuttige )?links|lees(?: ook|tips)|voetnoten|eindnoten|noten",
    Meaning.RECOMMENDATIONS: r"(?:\w*(?:aanbeveling(?:en)?|(?:advies|actie|speer)punt(?:en)?"
    r"|voorstel(?:len|s)?|streefdoel(?:en)?))\b(?! van\b).*"
    r"|.*\b(?:beleids)?aanbevelingen\b.*|.*\badviezen (?:aan|voor)\b.*"
    r"|(?:beleids)?advie(?:s|zen)(?: (?:aan|voor) .*)?"
    r"|beleids(?:implicaties|voorstellen|suggesties|eisen|vragen)\b.*|implicaties voor .*"
    r"|(?:eisen(?:pakket)?|vragen aan .*|prioriteiten|verwachtingen)|oproep\b.*"
    r"|wat (?:vragen|stellen|bevelen|adviseren|raden) (?!mensen zich)(?!.*\bvast$)"
    r"(?:de |het )?\w+\b.{0,40}"
    r"|wat willen (?:we|wij|mensen|deelnemers|ouders|bewoners|huurders)\b(?!.*\bweten).*"
    r"|wat (?:kan|moet|moeten|zou) .{0,40}(?:beter|anders|veranderen|doen|gebeuren)\b.*"
    r"|wat is er nodig\b.*|dit is nodig\b.*|hoe kan het (?:beter|anders)\b.*"
    r"|naar (?:een|meer) (?:beter|sterker|ander)\w* .*|suggesties\b.*|verbeterpunten\b.*",
    Meaning.CHALLENGES: r"(?:.*\b)?(?:uitdaging(?:en)?|hindernis(?:sen)?|knelpunt(?:en)?|drempels?"
    r"|obstakels?|valkuil(?:en)?|moeilijkheden|barrières?|problemen|pijnpunten|struikelblokken"
    r"|aandachtspunten|bezorgdheden|bekommernissen|hinderpalen)\b.*"
    r"|wat werkt(?:e)? (?:er )?niet"
    r"|waar (?:loop|lopen|liep|liepen|bots|botsen|botsten|knelt|wringt) .*"
    r"|wat (?:loopt|liep|ging|gaat) .{0,30}(?:moeilijk|mis|fout|moeizaam)\b.*",
    Meaning.QUESTIONS: r"(?:de |onze |centrale )?(?:onderzoeks?|hoofd|deel|kern)?vra(?:ag"
    r"|gen)(?:stelling(?:en)?)?"
    r"|(?:centrale|belangrijkste) (?:onderzoeks)?vra(?:ag|gen).*|onderzoeksdoel(?:en"
    r"|stelling(?:en)?)?"
    r"|(?:welke|met welke) vragen\b.*|wat wil(?:l|d)en (?:we|wij) weten.*|hypothesen?",
    Meaning.PARTICIPATION: r"(?:onderzoeks?)?(?:methode[ns]?|methodologie|methodiek(?:en)?"
    r"|opzet)\b.*"
    r"|(?:onze |de )?(?:aanpak|werkwijze)\b.*|participatie(?:traject|proces)?|(?:de )?deelnemers"
    r"|(?:het )?(?:proces|traject|participatietraject|verloop)|betrokkenen|respondenten"
    r"|dataverzameling"
    r"|wie (?:deed|deden|sprak|spraken|werkte|werkten|dacht|dachten|was|waren) .*"
    r"|(?:hoe|met wie) (?:gingen|werkten|pakten|hebben|kwam|kwamen|is|deden|zijn|werd) .*"
    r"|samenstelling van .*|materiaal en methode[ns]?|methoden? en .*|(?:data-?|gegevens)analyse"
    r"|zo (?:werkten|gingen|pakten) (?:we|wij)\b.*|steekproef\b.*|onderzoeksgroep",
    Meaning.FINDINGS: r"(?:de |onze |belangrijkste |voornaamste |enkele )*(?:onderzoeks?)?"
    r"(?:resulta(?:at|ten)|bevinding(?:en)?|vaststelling(?:en)?|conclusies?|uitkomst(?:en)?"
    r"|inzicht(?:en)?"
    r"|lessen|ervaringen|signalen|effect(?:en)?|analyse|discussie|succesfactoren|besluit"
    r"|slotsom)\b.*"
    r"|(?:tot )?(?:slot|besluit)|conclusies? en .*|algemeen besluit|nabeschouwing"
    r"|wat (?:(?:hebben )?(?:we|wij|ze|zij|mensen|deelnemers|ouders) .*|kwam eruit.*|leert .*"
    r"|blijkt.*"
    r"|zeggen .*|hoorden .*|leverde .*)|geleerde lessen\b.*"
    r"|wat (?:vindt|vinden|zegt|zeggen|denkt|denken) (?:de |het )?(?!wet\b|decreet\b)\w+"
    r"|wat werkt(?:e)?(?: (?:er )?(?:wel|goed))?"
    r"|wat (?:zien|zagen|leren|leerden|horen|hoorden) (?:we|wij)\b.*"
    r"|wat (?:stellen|stelden) (?:we|wij) vast"
    r"|wat (?:de )?\w+ (?:zeggen|zeiden|vertell?en|vertelden|vinden|vonden|ervaren|merken)\b.*"
    r"|wat (?:heeft|hebben|is|was|zijn) .{0,40}(?:opgeleverd|bereikt|veranderd|geleerd)\b.*",
    Meaning.SUMMARY: r"(?:korte )?samenvatting|samengevat|in het kort|kort(?: samengevat)?|abstract"
    r"|(?:de )?kern(?:boodschap(?:pen)?)?|synthese|managementsamenvatting|executive summary",
    Meaning.CONTEXT: r"(?:context|aanleiding|inleiding|situering|achtergrond|probleemstelling"
    r"|voorwoord"
    r"|woord vooraf|ten geleide|kader(?:ing)?|doel(?:stelling(?:en)?|en)?|opdracht|intro(?:ductie)?"
    r"|beleidskader|situatieschets|theoretisch kader|beleidscontext|maatschappelijke context"
    r"|motivatie)"
    r"(?: (?:en|van|bij|voor|:|–|-)\b.*)?|waarom (?:dit|deze|een|we|wij)\b.*"
    r"|wat is er aan de hand.*"
    r"|(?:het )?probleem|hoe het begon.*|vooraf",
}
_PATTERNS = [(meaning, re.compile(words, re.IGNORECASE)) for meaning, words in _WORDS.items()]
# Before a heading's own word: *De aanleiding*, *Onze voorstellen*.
_ARTICLE = re.compile(r"^(?:de|het|een|onze|ons|hun|enkele|korte)\s+(?=\w)", re.IGNORECASE)
_NUMBER = re.compile(
    r"^\W*(?:(?:hoofdstuk|deel|luik)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Ha-h])[.):\s-]\s*"
)
# In characters; a longer heading is a sentence.
MAX_LENGTH = 90
_ASKING = re.compile(
    r".*\b(?:adviseer\w*|adviser\w+|pleit\w*|eis(?:en|t)\b|(?:beveelt|bevelen)\b.*\baan"
    r"|(?:raadt|raden)\b.*\baan|(?:stelt|stellen)\b.*\bvoor|(?:wij|we) vragen(?=:)"
    r"|(?:vraagt|vragen) (?:\w+ ){0,2}?(?:daarom|dus|we|wij|aan|dat|om|volgende)"
    r"|(?:doet|doen|formuleert|formuleren)\b.*\b(?:voorstellen|aanbevelingen))\b"
    r"(?!.*\b(?:hoe|waarom|wie)\b)[^:]*:",
    re.IGNORECASE | re.DOTALL,
)
# In characters, of the sentence before a list.
_MAX_LEAD_LENGTH = 240
_ASKING_PARTY = re.compile(
    r"\b(?:we|wij|ons|onze|raad|adviesraad|cliëntenraad|vereniging\w*|werkgroep|netwerk|deelnemers"
    r"|bewoners|huurders|ouders|jongeren|onderzoekers|leden|groep|organisaties)\b",
    re.IGNORECASE,
)


def introduces_recommendations(text: str) -> bool:
    """Return whether a list of recommendations begins after *Wij adviseren daarom:*."""
    last = re.split(r"(?<=[.!?])\s+", text.strip())[-1]
    if len(last) > _MAX_LEAD_LENGTH or not last.endswith(":"):
        return False
    return bool(_ASKING.fullmatch(last)) and bool(_ASKING_PARTY.search(last))


def is_method_step(heading: str) -> bool:
    """Return whether a heading, such as *Analyse*, is a step in an account of the method."""
    return re.fullmatch(r"\W*(?:\d[\d.]*\s+)?(?:de )?analyse\b.*", heading, re.I) is not None


def meaning_of(heading: str) -> Meaning | None:
    """Return the meaning that a heading announces, or None."""
    bare = " ".join(heading.split()).strip("#*_ :.–-|")
    if not bare or len(bare) > MAX_LENGTH:
        return None
    bare = _NUMBER.sub("", bare) or bare
    bare = _with_capital_i(bare.strip(" :.?!–-"))
    for words in dict.fromkeys((bare, _ARTICLE.sub("", bare))):
        for meaning, pattern in _PATTERNS:
            if pattern.fullmatch(words):
                return meaning
    return None


def _with_capital_i(heading: str) -> str:
    """Restore the capital I that a scanner read as another letter: *lnleiding*, *1nleiding*."""
    return re.sub(r"^[l1|](?=n[a-z])", "I", heading)
