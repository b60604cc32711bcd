"""Which mutants are tried, and with which tests."""

from pathlib import Path

import pytest

from tools.mutants.plan import (
    PACKAGES,
    folder_of_tests,
    in_sample,
    most_telling_first,
    own_tests,
    package_of,
    time_limit,
)

ROOT = Path(__file__).resolve().parents[3]
NAMES = [f"search.query.parser.x_parse__mutmut_{number}" for number in range(2000)]


def test_the_sample_is_the_same_in_each_run_and_of_the_size_asked_for():
    sample = [name for name in NAMES if in_sample(name, 8)]
    assert [int(name.rpartition("_")[2]) for name in sample[:5]] == [5, 8, 10, 19, 24]
    assert len(sample) == pytest.approx(len(NAMES) / 8, rel=0.2)
    assert all(in_sample(name, 1) for name in NAMES)


def test_a_sample_may_be_of_some_packages():
    assert in_sample(NAMES[0], 1, ["search/query"])
    assert not in_sample(NAMES[0], 1, ["search/index", "search/ranking"])


def test_every_package_has_code_and_tests():
    for package in PACKAGES:
        assert (ROOT / package).is_dir()
        assert list((ROOT / folder_of_tests(package)).glob("test_*.py")), package


def test_a_mutant_is_tried_with_the_tests_of_its_own_package():
    tests = {
        "tests/safety/test_uploads.py::test_a",
        "tests/search/query/test_parser.py::test_b",
        "tests/search/query_log/test_c.py::test_c",
    }
    assert package_of("search.query.parser.x_parse__mutmut_1") == "search/query"
    assert own_tests("search.query.parser.x_parse", tests) == {
        "tests/search/query/test_parser.py::test_b"
    }
    assert own_tests("armoedegeheugen.safety.uploads.x_check", tests) == {
        "tests/safety/test_uploads.py::test_a"
    }


def test_the_tests_of_the_same_module_come_first_and_then_the_quickest():
    durations = {
        "tests/search/query/test_request.py::test_a": 0.1,
        "tests/search/query/test_parser.py::test_slow": 3.0,
        "tests/search/query/test_parser.py::test_quick": 0.2,
        "tests/search/query/test_words.py::test_b": 0.5,
    }
    assert most_telling_first("search.query.parser.x_parse__mutmut_1", durations) == [
        "tests/search/query/test_parser.py::test_quick",
        "tests/search/query/test_parser.py::test_slow",
        "tests/search/query/test_request.py::test_a",
        "tests/search/query/test_words.py::test_b",
    ]


def test_slow_tests_get_more_time():
    assert time_limit(0) >= 10
    assert time_limit(100) >= 2 * 100 + time_limit(0)
