"""Letters: what stands around their words, and what they are about."""

from tests.importers.articles.excerpts import LETTER, rest, texts


def test_a_letter_is_called_what_it_is_about_and_its_frame_is_no_text(reading):
    found = reading(LETTER)
    made = found.article.metadata
    assert made.title == "Advies over de nieuwe openingsuren"
    assert made.published.isoformat() == "2022-05-03"
    assert made.organisation == "Adviesraad Warm Welzijn Zottegem"
    assert texts(found.article)[0].startswith("In uw brief van 1 april 2022")
    assert texts(found.article)[-1] == "Wij horen graag wat u beslist."
    for framed in ("Geachte schepen,", "9620 Zottegem", "AWW/22/4", "Verzonnenstra"):
        assert framed in rest(found)
    assert found.coverage == 1.0


def test_a_letter_may_go_without_commas(reading):
    text = LETTER.replace("Geachte schepen,", "Geachte schepen\nGeachte leden van de raad")
    text = text.replace("Met vriendelijke groeten,\n\nnamens de adviesraad,", "Hoogachtend")
    found = reading(text)
    assert found.article.metadata.title == "Advies over de nieuwe openingsuren"
    assert texts(found.article)[0].startswith("In uw brief van 1 april 2022")
    assert texts(found.article)[-1] == "Wij horen graag wat u beslist."


def test_a_foreword_that_greets_makes_no_letter_of_a_report(reading):
    chapters = "".join(
        f"{n} Hoofdstuk {word}\n\nIn dit deel staat wat huurders vertelden over de winter.\n\n"
        for n, word in enumerate(("een", "twee", "drie", "vier", "vijf", "zes", "zeven"), 1)
    )
    text = (
        "Warm wonen\n\nVoorwoord\n\nBeste lezer,\n\nDit boekje schreven huurders zelf, en dat "
        f"merkt u.\n\nMet vriendelijke groeten,\n\nde werkgroep\n\n{chapters}"
    )
    assert reading(text).article.metadata.title == "Warm wonen"
