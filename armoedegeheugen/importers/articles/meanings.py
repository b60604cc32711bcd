"""What a heading announces, by its words.

Invariant: a meaning is given only where the heading itself says so; what stands under a heading
without one belongs to the meaning above it, if that is of a higher level.
"""

import re
from enum import StrEnum


class Meaning(StrEnum):
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
    Meaning.RECOMMENDATIONS: r"(?:\w*(?:aanbeveling|adviespunt|actiepunt|voorstel|streefdoel)(?:en"
    r"|s)?)\b.*"
    r"|.*\b(?:beleids)?aanbevelingen\b.*|(?:ons |onze |het )?(?:beleids)?advie(?:s|zen)(?: aan .*)?"
    r"|(?:onze |de )?(?:eisen|vragen aan .*|prioriteiten|verwachtingen)|oproep\b.*"
    r"|wat (?:vragen|willen|stellen|bevelen|adviseren|raden) (?:we|wij|mensen|deelnemers"
    r"|ouders)\b.*"
    r"|wat (?:kan|moet|zou) .{0,40}(?:beter|anders|veranderen|doen)\b.*|hoe kan het (?:beter"
    r"|anders)\b.*"
    r"|naar (?:een|meer) (?:beter|sterker|ander)\w* .*|suggesties\b.*|verbeterpunten\b.*",
    Meaning.CHALLENGES: r"(?:.*\b)?(?:uitdaging(?:en)?|hindernis(?:sen)?|knelpunt(?:en)?|drempels?"
    r"|obstakels?|valkuil(?:en)?|moeilijkheden|barrières?|problemen|pijnpunten|struikelblokken)\b.*"
    r"|wat (?:loopt|liep|ging|gaat) .{0,30}(?:moeilijk|mis|fout|moeizaam)\b.*",
    Meaning.QUESTIONS: r"(?:de |onze |centrale )?(?:onderzoeks?|hoofd|deel|kern)?vra(?:ag"
    r"|gen)(?:stelling(?:en)?)?"
    r"|(?:centrale|belangrijkste) (?:onderzoeks)?vra(?:ag|gen).*|onderzoeksdoel(?:en"
    r"|stelling(?:en)?)?"
    r"|(?:welke|met welke) vragen\b.*|wat wilden (?:we|wij) weten.*|hypothesen?",
    Meaning.PARTICIPATION: r"(?:onderzoeks?)?(?:methode[ns]?|methodologie|methodiek(?:en)?"
    r"|opzet)\b.*"
    r"|(?:onze |de )?(?:aanpak|werkwijze)\b.*|participatie(?:traject|proces)?|(?:de )?deelnemers"
    r"|(?:het )?(?:proces|traject|participatietraject|verloop)|betrokkenen|respondenten"
    r"|dataverzameling"
    r"|wie (?:deed|deden|sprak|spraken|werkte|werkten|dacht|dachten|was|waren) .*"
    r"|(?:hoe|met wie) (?:gingen|werkten|pakten|hebben|kwam|kwamen|is|deden|zijn|werd) .*"
    r"|samenstelling van .*|materiaal en methode[ns]?|methoden? en .*",
    Meaning.FINDINGS: r"(?:de |onze |belangrijkste |voornaamste |enkele )*(?:onderzoeks?)?"
    r"(?:resulta(?:at|ten)|bevinding(?:en)?|vaststelling(?:en)?|conclusies?|uitkomst(?:en)?"
    r"|inzicht(?:en)?"
    r"|lessen|ervaringen|signalen|effect(?:en)?|analyse|discussie|succesfactoren|besluit"
    r"|slotsom)\b.*"
    r"|(?:tot )?(?:slot|besluit)|conclusies? en .*|algemeen besluit|nabeschouwing"
    r"|wat (?:(?:hebben )?(?:we|wij|ze|zij|mensen|deelnemers|ouders) .*|kwam eruit.*|leert .*"
    r"|blijkt.*"
    r"|zeggen .*|hoorden .*|leverde .*)|geleerde lessen\b.*"
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
_NUMBER = re.compile(
    r"^\W*(?:(?:hoofdstuk|deel|luik)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Ha-h])[.):\s-]\s*"
)
LONGEST = 90


def of(heading: str) -> Meaning | None:
    bare = " ".join(heading.split()).strip("#*_ :.–-|")
    if not bare or len(bare) > LONGEST:
        return None
    bare = _NUMBER.sub("", bare) or bare
    bare = bare.strip(" :.?!–-")
    return next((meaning for meaning, words in _PATTERNS if words.fullmatch(bare)), None)
