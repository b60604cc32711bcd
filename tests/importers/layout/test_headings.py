"""A line is a heading, holds one, or holds none."""

from armoedegeheugen.importers.layout.headings import kind_of, split
from tests.rows import every_row


def parts(line: str) -> list[tuple[str, str]]:
    return [(line[part.start : part.end].strip(), part.kind) for part in split(line)]


@every_row(
    ("line", "kind"),
    [
        ("DOELSTELLING", "doelstelling"),
        ("Doelstellingen:", "doelstelling"),
        ("D O E L S T E L L I N G", "doelstelling"),
        ("D O E L", "doelstelling"),
        ("DOELSTELLlNG", "doelstelling"),
        ("DOFLSTELLING", "doelstelling"),
        ("Doelsteling", "doelstelling"),
        ("DOELSTELLING (vervolg)", "doelstelling"),
        ("1. Doelstelling", "doelstelling"),
        ("bereik", "bereik"),
        ("BEREIX", "bereik"),
        ("8EREIK", "bereik"),
        ("» BEREIK", "bereik"),
        ("Bcreik:", "bereik"),
        ("NEVEN EFFECT", "neveneffect"),
        ("Neveneffecten", "neveneffect"),
        ("HlNDERNlS", "hindernis"),
        ("Hindemis", "hindernis"),
        ("De hindernissen", "hindernis"),
        ("TIP", "tips"),
        ("Tips!", "tips"),
        ("T1PS", "tips"),
        ("*** TIPS ***", "tips"),
        ("TIPS voor wie wil starten", "tips"),
        ("Meer", "meer"),
        ("Contactgegevens", "meer"),
    ],
)
def test_whole_line_is_a_heading(line: str, kind: str):
    assert parts(line) == [(line, kind)]


@every_row(
    "line",
    [
        "Bereik je iedereen?",
        "We hebben een breed bereik",
        "bereik.",
        "BEREID",
        "Bereikbaarheid",
        "DOELGROEP",
        "Doel",
        "Tip van de week",
        "TIES",
        "Meer info lees je hier.",
        "hindernissen op de weg naar werk",
        "...",
        "",
    ],
)
def test_line_without_a_heading_stays_one_text(line: str):
    assert parts(line) == [(line, "")]


@every_row(
    ("line", "wanted"),
    [
        ("LOMMEL DOELSTELLING", [("LOMMEL", ""), ("DOELSTELLING", "doelstelling")]),
        ("Soep met buren BEREIK", [("Soep met buren", ""), ("BEREIK", "bereik")]),
        ("LOMMELDOELSTELLING", [("LOMMEL", ""), ("DOELSTELLING", "doelstelling")]),
        ("M O L H I N D E R N I S", [("M O L", ""), ("H I N D E R N I S", "hindernis")]),
        ("M O L  B E R E I K", [("M O L", ""), ("B E R E I K", "bereik")]),
        ("Hindernis: het kost tijd", [("Hindernis:", "hindernis"), ("het kost tijd", "")]),
        ("HINDERNIS Het kost tijd", [("HINDERNIS", "hindernis"), ("Het kost tijd", "")]),
        ("HINDERNISHet kost tijd", [("HINDERNIS", "hindernis"), ("Het kost tijd", "")]),
        ("TIPSZorg voor koffie", [("TIPS", "tips"), ("Zorg voor koffie", "")]),
        ("TIP 2: begin klein", [("TIP 2:", "tips"), ("begin klein", "")]),
        ("B E R E I K We komen", [("B E R E I K", "bereik"), ("We komen", "")]),
        ("BEREIK NEVENEFFECT", [("BEREIK", "bereik"), ("NEVENEFFECT", "neveneffect")]),
        (
            "Lommel DOELSTELLING Het centrum wil",
            [("Lommel", ""), ("DOELSTELLING", "doelstelling"), ("Het centrum wil", "")],
        ),
    ],
)
def test_heading_is_told_apart_from_what_shares_its_line(line: str, wanted: list[tuple[str, str]]):
    assert parts(line) == wanted


@every_row(
    ("label", "kind"),
    [
        ("Doelstelling van het project", "doelstelling"),
        ("Wat is de doelstelling?", "doelstelling"),
        ("Tips voor collega's", "tips"),
        ("Meer weten?", "meer"),
        ("Lees ook", "meer"),
        ("Meerwaarde voor de stad", ""),
        ("Resultaten", ""),
    ],
)
def test_label_that_markup_calls_a_heading_may_say_more(label: str, kind: str):
    assert kind_of(label) == kind
