"""Reading the text of documents: batches, limits, and files that change meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from armoedegeheugen.documents import texts
from armoedegeheugen.documents.attachments import document_keys_in
from armoedegeheugen.extracting.extractor import End, Job, Outcome
from armoedegeheugen.extracting.limits import Limits
from armoedegeheugen.extracting.rows import Facts, Row, Style
from armoedegeheugen.models import DocumentText

Status = DocumentText.Status
WORDS = (Row("Een woord.", page=1),)


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def document(name: str, data: bytes = b"inhoud") -> Any:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    made = get_document_model()(title=name, collection=root)
    made.file.save(name, ContentFile(data), save=False)
    made._set_document_file_metadata()
    made.save()
    return made


class Extractor:
    """Stands for the helper process: records its jobs and gives the same outcome for each."""

    def __init__(self, outcome: Outcome, then: Callable[[], None] = lambda: None) -> None:
        self.outcome, self.then = outcome, then
        self.batches: list[list[str]] = []

    def __call__(self, jobs: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
        self.batches.append([job.kind for job in jobs])
        self.then()
        return iter([self.outcome] * len(jobs))


@pytest.fixture
def extractor(monkeypatch) -> Callable[..., Extractor]:
    def install(outcome: Outcome, then: Callable[[], None] = lambda: None) -> Extractor:
        stand_in = Extractor(outcome, then)
        monkeypatch.setattr(texts, "extract_all", stand_in)
        return stand_in

    return install


@pytest.mark.django_db
def test_a_helper_process_gets_at_most_eight_documents(extractor):
    used = extractor(Outcome(End.READ, WORDS))
    for number in range(10):
        document(f"verslag-{number}.pdf")
    assert texts.read_waiting() == 10
    assert [len(batch) for batch in used.batches] == [8, 2]


@pytest.mark.django_db
def test_a_run_ends_when_its_time_is_over(extractor):
    extractor(Outcome(End.READ, WORDS))
    document("verslag.pdf")
    assert texts.read_waiting(max_seconds=0) == 0
    assert texts.waiting().count() == 1


@pytest.mark.django_db
def test_documents_that_were_never_read_come_first(extractor, monkeypatch):
    extractor(Outcome(End.READ, WORDS))
    first = document("eerste.pdf")
    texts.read_waiting()
    texts.read_again([first.pk])
    second, third = document("tweede.pdf"), document("derde.pdf")
    order: list[Any] = []
    read = texts._read
    monkeypatch.setattr(texts, "BATCH_SIZE", 1)
    monkeypatch.setattr(
        texts, "_read", lambda batch, limits: order.extend(batch) or read(batch, limits)
    )
    assert texts.read_waiting() == 3
    assert order == [second, third, first]


@pytest.mark.django_db
def test_only_texts_that_were_read_are_marked_to_be_read_again(extractor):
    extractor(Outcome(End.READ, WORDS))
    made = document("verslag.pdf")
    texts.read_waiting()
    assert texts.read_again([made.pk]) == 1
    assert texts.read_again([made.pk]) == 0


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_not_opened(extractor, monkeypatch):
    used = extractor(Outcome(End.READ, WORDS))
    monkeypatch.setattr(texts, "MAX_FILE_SIZE", 5)
    made = document("groot.pdf", b"123456")
    texts.read_waiting()
    assert DocumentText.objects.get(document=made).status == Status.TOO_LARGE
    assert used.batches == [[]]
    texts.read_again([made.pk])
    monkeypatch.setattr(texts, "MAX_FILE_SIZE", 6)
    texts.read_waiting()
    assert DocumentText.objects.get(document=made).status == Status.READ


@pytest.mark.django_db
def test_a_kind_that_is_not_supported_is_not_opened(extractor):
    extractor(Outcome(End.READ, WORDS))
    made = document("cijfers.csv")
    made.file.storage.delete(made.file.name)
    texts.read_waiting()
    assert DocumentText.objects.get().status == Status.UNKNOWN


@pytest.mark.django_db
def test_a_text_of_a_file_that_was_replaced_meanwhile_is_not_stored(extractor):
    def replace() -> None:
        current = get_document_model().objects.get()
        current.file.save("nieuw.pdf", ContentFile(b"nieuw"), save=False)
        current._set_document_file_metadata()
        current.save()

    used = extractor(Outcome(End.READ, WORDS))
    used.then = lambda: replace() if len(used.batches) == 1 else None
    document("oud.pdf")
    assert texts.read_waiting() == 2
    stored = DocumentText.objects.get()
    assert stored.file_name == get_document_model().objects.get().file.name
    assert len(used.batches) == 2


@pytest.mark.django_db
def test_a_document_that_was_deleted_meanwhile_gets_no_text(extractor):
    extractor(Outcome(End.READ, WORDS), lambda: get_document_model().objects.all().delete())
    document("verslag.pdf")
    assert texts.read_waiting() == 1
    assert not DocumentText.objects.exists()


@pytest.mark.django_db
def test_saving_a_document_with_the_same_file_keeps_its_text(extractor):
    extractor(Outcome(End.READ, WORDS))
    made = document("verslag.pdf")
    texts.read_waiting()
    made.title = "Andere titel"
    made.save()
    assert DocumentText.objects.get().status == Status.READ


@pytest.mark.django_db
def test_other_content_under_the_same_name_clears_the_text(extractor):
    extractor(Outcome(End.READ, WORDS))
    made = document("verslag.pdf")
    texts.read_waiting()
    made.file_hash = "0" * 40
    made.save()
    cleared = DocumentText.objects.get()
    assert (cleared.status, cleared.pages) == (Status.WAITING, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "status", "pages"),
    [
        (Outcome(End.TOO_LONG, WORDS), Status.PARTLY, [[1, "Een woord."]]),
        (Outcome(End.TOO_LONG, (Row(" ", page=1),)), Status.TOO_LONG, []),
        (Outcome(End.READ, WORDS, Facts(cut=True)), Status.PARTLY, [[1, "Een woord."]]),
        (Outcome(End.READ, WORDS, Facts(pages=10**9)), Status.READ, [[1, "Een woord."]]),
        (Outcome(End.BROKEN), Status.BROKEN, []),
    ],
)
def test_the_status_says_whether_all_was_read(extractor, outcome, status, pages):
    extractor(outcome)
    document("verslag.pdf")
    texts.read_waiting()
    stored = DocumentText.objects.get()
    assert (stored.status, stored.pages) == (status, pages)
    assert stored.page_count <= 10**6
    assert bool(stored.reason) is (status != Status.READ)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "has_tesseract", "kinds"),
    [
        ("scan.pdf", True, [["pdf"], ["ocr"]]),
        ("scan.pdf", False, [["pdf"]]),
        ("leeg.docx", True, [["docx"]]),
    ],
)
def test_only_a_pdf_without_text_goes_through_ocr(
    extractor, monkeypatch, name, has_tesseract, kinds
):
    used = extractor(Outcome(End.EMPTY))
    monkeypatch.setattr(texts, "tesseract", lambda: has_tesseract)
    document(name)
    texts.read_waiting()
    assert used.batches == kinds


def joined(*lines: str, **values: Any) -> list[tuple[int, str]]:
    return list(texts.page_texts(Row(line, page=1, **values) for line in lines))


def test_words_that_a_line_break_divided_are_joined():
    assert joined("de verwar-", "ming") == [(1, "de verwarming")]
    assert joined("de verwar\u00ad", "ming") == [(1, "de verwarming")]


@pytest.mark.parametrize("second", ["en nacht", "of nacht", "tot nacht", "als nacht", "Nacht"])
def test_a_hyphen_that_belongs_to_the_text_stays(second: str):
    assert joined("dag-", second) == [(1, f"dag-\n{second}")]


def test_headers_and_footers_and_hidden_characters_are_left_out():
    assert joined("Jaarverslag", style=Style.EDGE) == []
    assert joined("fac\u200btuur") == [(1, "factuur")]
    assert joined("\u200b") == []


def test_a_block_without_a_document_has_no_key():
    documents = [{"value": 3}, {"value": "4"}, {"value": None}, {"value": "x"}]
    sections = [
        {"type": "infosheet", "value": {"document": 5}},
        {"type": "infosheet", "value": None},
        {"type": "tekst", "value": {"document": 6}},
    ]
    assert list(document_keys_in(documents, sections)) == [3, 4, 5]
