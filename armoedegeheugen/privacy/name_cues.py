"""List the words that tell a name of a person from other words with a capital in Dutch text.

Each pattern that ends in `$` is held against the text before a run of capitalised words, and each
other one against the run or the text behind it.
"""

import re

PARTICLE = (
    r"(?:van|de|den|der|ten|ter|tot|op|’t|'t|’s|'s|el|al|la|le|du|des|von|zu|da|di|dos|ben|bin|ibn"
    r"|aït|ait|ould|d’|d')"
)
CAPITALISED = r"(?![A-Z]\.[ -]?[A-Z])[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ][\w’'-]*"
_INITIALS = r"(?:[A-ZÀ-ÖØ-Þ]{1,2}[hrn]?\.[ \u00a0]?-?){1,4}"
RUN = re.compile(
    rf"(?<![\w@/.#-])(?P<initials>{_INITIALS})?[ \u00a0]?"
    rf"(?P<words>(?:{PARTICLE}[ \u00a0]){{0,3}}{CAPITALISED}"
    rf"(?:[ \u00a0](?:{PARTICLE}[ \u00a0]){{0,3}}{CAPITALISED})*)(?![\w@])"
)
TOKEN = re.compile(r"\S+")
IS_PARTICLE = re.compile(PARTICLE, re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s?$")

# A person's function, with any word before it: *buurtwerker*.
FUNCTIONS = (
    r"\w*(?:werk(?:st)?ers?|werkende|co.{1,2}rdinat\w+|codrdinat\w+|verantwoordelijken?|hoofd"
    r"|deskundigen?|consulent\w*|schepen(?:en)?|regisseurs?|directeur|directrice|begeleid(?:st)?ers?"
    r"|adviseurs?|voorzit(?:ter|ster)s?|leid(?:st)?ers?|leidinggevenden?|ambtena\w+|experts?|secretaris"
    r"|burgemeester|trekkers?|coach(?:es)?|managers?|assistenten?|verpleegkundigen?|animator\w*"
    r"|brugfigu\w+|ankerfigu\w+|stagiairs?|ombuds\w+|raadslid|inspecteurs?|bestuurders?)"
)
# A person by kinship, share or trade.
PEOPLE = (
    r"(?:moeders?|vaders?|ouders?|man|vrouw|jongere?n?|(?:ver)?huur(?:der|ster)s?|cliënten?|client"
    r"|bewo(?:ner|onster)s?|deelne(?:mer|emster)s?|vrijwillig(?:er|ster)s?|getuige|alleenstaande\w*"
    r"|leerkracht|leraar|burger|bezoek(?:er|ster)|student\w*|onderzoek(?:er|ster)s?|professor|dokter"
    r"|huisarts|arts|mantelzorger|gepensioneerde|medewerk(?:er|ster)s?|hulpverle(?:ner|enster)s?"
    r"|maatschappelijk\s+\w+|respondent\w*|geïnterviewde|werkzoekende|papa|mama|oma|opa|meisje"
    r"|jongen|ervaringsdeskundige|minister|tandarts)"
)
# Behind these only a person can stand; what is shortened may have a point.
TITLE = re.compile(
    r"\b(?:(?:mevr|mw|mvr|mej|dhr|mr|mrs|ms|mme|dr|prof|ir|ing|drs|lic|zr|br|e\.h)\.?"
    r"|mevrouw|mejuffrouw|heer|meneer|mijnheer|monsieur|madame|professor|dokter|juf|juffrouw"
    r"|meester|pastoor|pater|broeder|zuster|kapelaan|imam|tante|nonkel|oom|familie|gezin|echtpaar"
    r"|wijlen)[ \u00a0]+$",
    re.IGNORECASE,
)
# Behind these a name may stand, but also a field of work or a body: *coördinator Wonen*.
FUNCTION = re.compile(
    rf"\b(?:{FUNCTIONS}|{PEOPLE}|zoon|dochter|broer|zus|buur(?:vrouw|man)?|vriend(?:in)?"
    r"|collega(?:[’']s)?|kameraad|leerling|klant|assistente|stagiaire|advocaat|advocate|rechter"
    r"|notaris|psycholo(?:og|ge)|staatssecretaris|gouverneur|\w*chef|kapitein|peuter|baby|kleuter"
    r"|tiener|weduwe|weduwnaar|auteur|schrijver|schrijfster|fotograaf|journaliste?|partner"
    r"|echtgeno(?:ot|te)|patiënte?)[ \u00a0]+$",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"\b(?:(?:mijn|zijn|haar|wiens) (?:voor|familie|roep)?naam (?:is|was)|ik ben|heet(?:te|ten)?"
    r"|noem(?:t|de|en|den)?(?: (?:me|mij|hem|haar|zich|zichzelf))?|genaamd|luistert naar de naam"
    r"|bij naam|getekend|ondertekend door|contactpersoon|p/a|t\.a\.v\.?|beste|dag|lieve|geachte)"
    r"[ \u00a0]*[:,]?[ \u00a0]*$",
    re.IGNORECASE,
)
# A speaker is a person or a body, so these count only beside a known first name.
SPEAKS_BEFORE = re.compile(
    r"\b(?:zegt|zei|vertelt|vertelde|getuigt|getuigde|aldus|volgens|lacht|zucht|vindt|meent|besluit"
    r"|vraagt|antwoordt|reageert|herinnert zich)[ \u00a0]+$",
    re.IGNORECASE,
)
ACTS_BEHIND = re.compile(
    r",?[ \u00a0](?:zegt|zei|vertelt|vertelde|getuigt|getuigde|lacht|zucht|vindt|woont|woonde|heeft"
    r"|is|was|kreeg|krijgt|wil|wilde|kan|kon|werkt|werkte|zoekt|zocht|komt|kwam|kijkt|knikt|weet"
    r"|wist|stelt|gaat|ging|had|leeft|leefde|moet|moest|en (?:haar|zijn))\b"
)
AGE_BEHIND = re.compile(
    r"[ \u00a0]?(?:,[ \u00a0]?|\()[ \u00a0]?(?:is )?\d{1,2}(?![\d./-])(?:[ \u00a0]?jaar)?\b"
)
FUNCTION_BEHIND = re.compile(
    r"[ \u00a0]?(?:,[ \u00a0]|\()(?:(?:\w+e|een|hun|mijn|haar|zijn)[ \u00a0])?"
    rf"(?:{FUNCTIONS}|{PEOPLE})\b"
)
# Behind these words stands the name of a thing: *basisschool De Regenboog*.
THING_BEFORE = re.compile(
    r"\b(?:\w*(?:school|huis|centrum|winkel|wijk|straat|plein|park|kerk|parochie|ziekenhuis|fonds"
    r"|stichting|vereniging|groep|maatschappij|organisatie|universiteit|instituut|bibliotheek"
    r"|restaurant|kruidenier|kliniek|campus|project|campagne|werking|netwerk|team|dienst|bedrijf"
    r"|gemeente|provincie|stad|dorp|regio|streek|verzekeraar|bond|partij|krant|boek|film|uitgeverij"
    r"|koor|club|ploeg|steunpunt|collectief|platform|decreet|wet|fractie|atelier|site|app)"
    r"|vzw|nv|bv|cvba|asbl|ngo|café|crèche|villa|residentie|sint|heilige?|koning(?:in)?|prins(?:es)?"
    r"|lokaal bestuur|OCMW|CAW|CPAS|CVO|CLB|WZC|ISBN)[ \u00a0]+[‘“\"’']?$",
    re.IGNORECASE,
)
THING = re.compile(
    r"(?:straat|plein|laan|lei|weg|steeg|dreef|kaai|vest|markt|brug|park|poort|hof|stichting"
    r"|vereniging|huis|school|fonds|centrum|kring|beweging|actie|bond|dienst|raad|prijs|kerk"
    r"|parochie|college|atheneum|instituut|gasthuis|ziekenhuis|klooster|wijk)$",
    re.IGNORECASE,
)
BODY = re.compile(
    r"(?:Sint|Sinte|Heilige?|Koning|Koningin|Prins|Prinses|Stad|Gemeente|Provincie|Huis|Dienst"
    r"|Netwerk|Vereniging|Universiteit|Hogeschool|Stichting|Fonds|Raad|Steunpunt|Centrum|Team"
    r"|Onze-Lieve-Vrouw|Onze|Lieve|Vlaanderen|Belgi[ëe]|Nederland|Europa|Brussel)(?:-.+)?"
)
ARTICLES = frozenset({"de", "het", "een", "den", "'t", "’t"})
DETERMINER_BEFORE = re.compile(
    r"\b(?:de|het|een|den|deze|dit|die|dat|onze|ons|elke?|iedere?|geen|alle|per)[ \u00a0]+$",
    re.IGNORECASE,
)
# Languages that are first names too.
LANGUAGES = frozenset({"Frans"})
SENTENCE_START = re.compile(r"(?:^|[.!?…:;][’”\"')]?\s+|[\n•>]\s*|[“‘\"(«–—-]\s?)$")
LINE_START = re.compile(r"(?:^|\n)\s*$")
