"""Whatever a file holds: no crash, no more than the limit, and an end that says how it went."""

import pytest

from armoedegeheugen.extracting.extractor import End, Job, Outcome, extract_all
from armoedegeheugen.extracting.limits import MEGABYTE, Limits
from tests.extracting import hostile

LIMITS = Limits(
    memory=192 * MEGABYTE, seconds=1, patience=2, output=8 * MEGABYTE, letters=50_000, pages=50
)
EXPECTED = {
    End.ENCRYPTED: ("encrypted-pdf-0", "encrypted-pdf-1", "encrypted-zip"),
    End.UNKNOWN: ("unknown",),
    End.EMPTY: ("no-letters",),
    End.READ: ("many-pages", "slides-in-a-ring", "xref-in-a-ring"),
    End.TOO_LARGE: ("many-parts",),
    End.BROKEN: (
        *(f"empty-{kind}" for kind in ("pdf", "docx", "odt")),
        *(f"another-kind-{kind}" for kind in ("pdf", "docx", "odt", "pptx")),
        *(f"docx-{name}" for name in ("laughs", "quadratic", "outside", "remote", "deep")),
        *("docx-not-xml", "docx-encoding", "docx-no-body", "no-parts", "old-word", "no-xref"),
    ),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("hostile")
    made = hostile.files()
    jobs = []
    for name, kind, data in made:
        path = folder / name
        path.write_bytes(data)
        jobs.append(Job(path, kind))
    names = [name for name, _, _ in made]
    return dict(zip(names, extract_all(jobs, LIMITS), strict=True))


def test_there_are_two_hundred_of_them(outcomes):
    assert len(outcomes) >= 200


def test_every_file_comes_to_an_end_within_its_limits(outcomes):
    over = {
        name: (round(one.memory / MEGABYTE), one.seconds)
        for name, one in outcomes.items()
        if one.memory > LIMITS.memory or one.seconds > LIMITS.seconds + 0.5 or not one.memory
    }
    assert over == {}


def test_no_file_gives_more_text_than_the_limit(outcomes):
    assert max(sum(len(row.text) for row in one.rows) for one in outcomes.values()) <= 50_000


@pytest.mark.parametrize(("end", "names"), EXPECTED.items())
def test_the_end_says_what_was_wrong(outcomes, end, names):
    assert {name: outcomes[name].end for name in names} == dict.fromkeys(names, end)


def test_a_bomb_is_not_unpacked(outcomes):
    bombs = ("bomb-docx", "bomb-odt", "bomb-pptx", "bomb-of-text", "text-bomb")
    ends = {outcomes[name].end for name in bombs}
    assert ends <= {End.TOO_LARGE, End.TOO_LONG}  # whichever comes first on this machine


def test_nothing_of_another_file_is_read(outcomes):
    told = " ".join(row.text for one in outcomes.values() for row in one.rows)
    assert "root:" not in told


def test_a_long_document_is_read_as_far_as_the_limit_and_says_so(outcomes):
    long = outcomes["many-pages"]
    assert (long.facts.pages, long.facts.cut, len(long.rows)) == (hostile.MANY_PAGES, True, 50)


def test_the_same_files_undamaged_are_read(tmp_path):
    jobs = []
    for kind, data in hostile.whole().items():
        path = tmp_path / kind
        path.write_bytes(data)
        jobs.append(Job(path, kind))
    assert [one.end for one in extract_all(jobs, LIMITS)] == [End.READ] * 4
