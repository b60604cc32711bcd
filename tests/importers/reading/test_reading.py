"""A file is text within the limits, or a sentence says why it is refused."""

from pathlib import Path

import pytest
from bs4.exceptions import ParserRejectedMarkup

from armoedegeheugen.importers.reading import files
from armoedegeheugen.importers.reading.files import Unreadable


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        files.read(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "leeg"),
        (b" \n\n\t\xef\xbb\xbf", "leeg"),
        (b"%PDF-1.7\n", "een pdf"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n", "afbeelding"),
        (b"tekst\x00tekst", "binair"),
        (b"\x01\x02\x03 tekst", "binair"),
        ("Bereik én doel".encode("utf-16"), "UTF-16"),
        ("Bereik".encode("utf-16-le"), "UTF-16"),
        (b"doel\xff\xfe\x81\x8d\xd0\xf8 tekst", "geen UTF-8"),
        (bytes(range(128, 256)) * 20, "geen UTF-8"),
        (b"<html><body><script>x</script></body></html>", "geen tekst"),
    ],
)
def test_file_that_is_no_text_is_refused_with_its_name(tmp_path: Path, data: bytes, why: str):
    path = tmp_path / "bestand.txt"
    path.write_bytes(data)
    said = refusal(path)
    assert str(path) in said
    assert why in said


def test_missing_file_and_folder_are_refused(tmp_path: Path):
    assert "bestaat niet" in refusal(tmp_path / "weg.txt")
    assert "bestaat niet" in refusal(tmp_path)


def test_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    said = refusal(path)
    assert "te groot (50 MB)" in said
    assert "5 MB" in said


def test_windows_text_is_read_and_noted(tmp_path: Path):
    path = tmp_path / "oud.txt"
    text = "Doelstelling: geïnteresseerde cliënten – één euro, ‘samen’."
    path.write_bytes(text.encode("windows-1252"))
    source = files.read(path)
    assert source.lines[0].text == text
    assert source.notes == (files.ENCODING_NOTE,)


def test_second_encoding_can_be_turned_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "oud.txt"
    path.write_bytes("Eerste regel\nmet een cliënt".encode("windows-1252"))
    monkeypatch.setattr(files, "SECOND_ENCODING", None)
    assert "zie regel 2" in refusal(path)


def test_byte_order_mark_and_line_ends_are_no_text(tmp_path: Path):
    path = tmp_path / "dos.txt"
    path.write_bytes("\ufeffBEREIK\r\nWe komen.\rOok hier.".encode())
    assert [line.text for line in files.read(path).lines] == ["BEREIK", "We komen.", "Ook hier."]


def starts(text: str) -> list[int]:
    return [line.number for line in files.lines(text) if line.page_start]


def test_form_feed_begins_a_page():
    assert starts("een\n\ftwee\ndrie\f\nvier") == [1, 2]
    assert starts("een\n\f\ntwee") == [2]
    assert all("\f" not in line.text for line in files.lines("een\n\ftwee"))


BODY = "\n".join(["regel"] * 12)


def test_one_blank_at_a_lines_start_begins_a_page():
    assert starts(f" een\n{BODY}\n twee\n{BODY}") == [0, 13]


def test_blank_below_a_blank_line_is_a_lost_list_mark_where_pages_follow_text():
    lines = files.lines(f" een\n{BODY}\n twee\n{BODY}\n\n drie\n{BODY}")
    assert [line.number for line in lines if line.page_start] == [0, 13]
    assert [line.number for line in lines if line.blank_led] == [27]


def test_indented_text_has_no_pages():
    assert starts("\n".join(f" {row}" for row in BODY.split("\n"))) == []


def test_page_that_the_parser_gives_up_on_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def give_up(text: str, name: str) -> None:
        raise ParserRejectedMarkup("expected name token")

    monkeypatch.setattr(files, "parse", give_up)
    path = tmp_path / "a.html"
    path.write_text("<html><body>BEREIK", encoding="utf-8")
    assert "niet te ontleden" in refusal(path)
