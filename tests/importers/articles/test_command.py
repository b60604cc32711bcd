"""`import_document`: drafts in the tree, a report, and nothing done twice."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from pypdf import PdfReader, PdfWriter

from armoedegeheugen.importers.articles import drafts
from armoedegeheugen.models import Dossier, PolicyAdvice
from armoedegeheugen.sections.models import OverviewPage
from tests.extracting.made import Para, Set, docx, pdf
from tests.importers.articles.formats import markdown, print_by_size, web_page, word_styles
from tests.importers.articles.stories import HEATING, SCHOOL
from tests.world import World, municipality, rung, theme


def run(*files: Path, **options) -> tuple[dict, str, int]:
    """The report, what was said on the side, and the exit code."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import_document", *map(str, files), stdout=out, stderr=err, **options)
    except SystemExit as end:
        code = int(end.code or 0)
    return json.loads(out.getvalue()), err.getvalue(), code


@pytest.fixture
def put(tmp_path):
    def write(story, setting, name: str = "artikel") -> Path:
        ending, data = setting(story)
        path = tmp_path / f"{name}.{ending}"
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def terms(world: World) -> None:
    theme("Energie"), theme("Onderwijs"), municipality("Leuven"), rung("Meebeslissen")


def test_a_dossier_is_a_draft_with_all_of_the_article(world, terms, put):
    report, said, code = run(put(SCHOOL, word_styles))
    assert (said, code, report["coverage"]) == ("", 0, 1.0)
    [row] = report["documents"]
    page = Dossier.objects.get(pk=row["page_id"])
    assert (page.live, page.title, page.period_from) == (False, SCHOOL.title, 2020)
    assert page.contact_organisation == SCHOOL.organisation
    assert [source.value["title"] for source in page.sources] == [
        "Aan de schoolpoort hoor je alles (Netwerk Kansen Waasland, 2020)"
    ]
    kinds = [block.block_type for block in page.sections]
    assert kinds == ["tekst", "tekst", "citaat", "tekst", "tekst", "tekst"]
    quote = page.sections[2].value
    assert quote["speaker_role"] == "een vader van drie kinderen"
    html = page.introduction + "".join(
        str(block.value.source) for block in page.sections if block.block_type == "tekst"
    )
    assert "<h2>Uitdagingen</h2><ul><li>de brugfiguur werkt" in html


def test_an_advice_has_its_fields_and_its_recommendations(world, terms, put):
    report, _, code = run(put(HEATING, print_by_size))
    [row] = report["documents"]
    assert (code, row["kind"]) == (0, "advice")
    page = PolicyAdvice.objects.get(pk=row["page_id"])
    assert page.date.isoformat() == HEATING.day
    assert "<li>Wat houdt eigenaars tegen om te isoleren?</li>" in page.questions
    assert "focusgroep" in page.participation
    assert "(huurster in Kessel-Lo)" in page.participation
    assert "enkel glas" in page.findings
    assert "budgetmeter heeft" in page.context
    asked = [(one.number, one.text) for one in page.recommendations.all()]
    assert asked[0] == ("1", "Geef de premie alleen als de huurprijs drie jaar gelijk blijft.")
    assert len(asked) == 3
    assert "Nadia" not in page.context + page.participation + page.findings


def test_what_is_proposed_comes_with_its_words(world, terms, put):
    [row] = run(put(HEATING, markdown))[0]["documents"]
    page = PolicyAdvice.objects.get(pk=row["page_id"])
    assert [one.slug for one in page.themes.all()] == ["energie"]
    assert page.municipality.name == "Leuven"
    assert page.ladder_level is None
    [found] = row["themes"]
    assert "energiefactuur" in found["words"]
    assert any("Leuven" in words for words in row["place_words"])


@pytest.mark.parametrize("setting", [markdown, print_by_size])
def test_the_same_file_again_changes_nothing(world, terms, put, setting):
    path = put(HEATING, setting)
    first = run(path)[0]["documents"][0]
    before = state()
    second = run(path)[0]["documents"][0]
    assert state() == before
    assert second["page_id"] == first["page_id"]
    assert "Dit ontwerp bestond al: er is niets veranderd." in second["notes"]


def test_the_same_article_from_another_file_is_the_same_draft(world, terms, put):
    first, second = run(put(SCHOOL, web_page), put(SCHOOL, print_by_size))[0]["documents"]
    assert first["page_id"] == second["page_id"]
    assert Dossier.objects.count() == 1


def test_a_published_page_is_left_alone(world, terms, put):
    path = put(SCHOOL, markdown)
    page = Dossier.objects.get(pk=run(path)[0]["documents"][0]["page_id"])
    page.save_revision().publish()
    before = state()
    [row] = run(path)[0]["documents"]
    assert state() == before
    assert any("al gepubliceerd" in note for note in row["notes"])


def test_a_dry_run_makes_nothing(world, terms, put):
    report, _, _ = run(put(SCHOOL, markdown), dry_run=True)
    assert report["documents"][0]["page_id"] is None
    assert not Dossier.objects.exists()


def test_the_kind_can_be_chosen(world, terms, put):
    assert run(put(HEATING, markdown), kind="dossier")[0]["documents"][0]["kind"] == "dossier"
    assert Dossier.objects.count() == 1


REFUSED = {
    "leeg.txt": (b"", "leeg"),
    "wit.txt": (b" \n\n\t\n", "leeg"),
    "binair.txt": (b"tekst\x00\x01\x02", "geen tekst"),
    "foto.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "een afbeelding"),
    "oud.doc": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oud Officebestand"),
    "kapot.pdf": (b"%PDF-1.7\nniets", "beschadigd"),
    "scan.pdf": (pdf([[Set(" ")]]), "geen tekst"),
    "kapot.docx": (docx([Para("tekst")])[:700], ""),
    "leeg.html": (b"<!doctype html><html><body><script>x()</script></body></html>", "geen tekst"),
    "raar.txt": ("Я бедный человек. ".encode("koi8-r") * 30, "geen UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(world, tmp_path, name):
    data, why = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    before = state()
    report, said, code = run(path)
    assert (code, report["documents"]) == (1, [])
    assert said.startswith(str(path))
    assert said.rstrip().endswith(".")
    assert why in said
    assert state() == before


def test_an_encrypted_pdf_is_refused(world, tmp_path):
    (tmp_path / "open.pdf").write_bytes(pdf([[Set("tekst")]]))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "open.pdf"))
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(tmp_path / "dicht.pdf")
    _, said, code = run(tmp_path / "dicht.pdf")
    assert code == 1
    assert "wachtwoord" in said


def test_a_file_that_fails_does_not_stop_the_others(world, terms, put, tmp_path):
    (tmp_path / "leeg.txt").write_bytes(b"")
    report, _, code = run(tmp_path / "leeg.txt", tmp_path / "er-niet.txt", put(SCHOOL, markdown))
    assert (code, len(report["documents"])) == (1, 1)


def test_a_file_whose_draft_fails_leaves_nothing_behind(world, terms, put, monkeypatch):
    write, failures = drafts.DraftWriter.write, ["De schijf is vol."]

    def stumble(*arguments):
        outcome = write(*arguments)
        if failures:
            raise DatabaseError(failures.pop())
        return outcome

    monkeypatch.setattr(drafts.DraftWriter, "write", stumble)
    path = put(SCHOOL, markdown)
    report, said, code = run(path, path)
    assert code == 1
    assert f"{path}: er is geen ontwerp gemaakt. De schijf is vol." in said
    [row] = report["documents"]
    assert [page.pk for page in Dossier.objects.all()] == [row["page_id"]]


def test_a_draft_that_fails_once_it_is_saved_is_undone(world, terms, put, monkeypatch):
    def stumble(*_, **__):
        raise DatabaseError("De schijf is vol.")

    monkeypatch.setattr(Dossier, "save_revision", stumble)
    assert run(put(SCHOOL, markdown))[2] == 1
    assert not Dossier.objects.exists()


def test_coverage_is_counted_over_all_files(world, terms, put, tmp_path):
    broken = tmp_path / "kort.txt"
    broken.write_text("Mede-\nwerkers.\n", encoding="utf-8")
    report = run(put(SCHOOL, markdown), broken)[0]
    [whole, short] = report["documents"]
    assert (whole["coverage"], short["coverage"]) == (1.0, 0.9230)
    assert 0.99 < report["coverage"] < 1.0
    assert len(report["rest"]) > 0
    assert run(tmp_path / "er-niet.txt")[0] == {"documents": [], "rest": [], "coverage": 1.0}


def test_without_an_overview_nothing_is_made(db, put):
    OverviewPage.objects.all().delete()
    _, said, code = run(put(SCHOOL, markdown))
    assert code == 1
    assert "overzicht" in said


def state() -> list[tuple]:
    return [
        (page.pk, page.title, page.latest_revision_id, str(page.sources.raw_data))
        for model in (Dossier, PolicyAdvice)
        for page in model.objects.order_by("pk")
    ]
