"""A build waits for a cluster that is too busy, and for no other trouble."""

from collections.abc import Iterator

import pytest

from search.engines.elasticsearch import build as module
from search.engines.elasticsearch.client import Busy
from search.engines.protocol import EngineUnavailable, Outcome, Status

DONE = [Outcome("praktijk-1", Status.DONE)]


@pytest.fixture
def build(monkeypatch) -> module.ElasticsearchBuild:
    made = module.ElasticsearchBuild.__new__(module.ElasticsearchBuild)
    made._client, made._alias = None, "building"
    made.waited = []
    monkeypatch.setattr(module.time, "sleep", made.waited.append)
    return made


def answering(monkeypatch, *answers: object) -> None:
    coming: Iterator[object] = iter(answers)

    def write(*_: object, **__: object) -> object:
        answer = next(coming)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(module, "write", write)


def test_it_goes_on_when_the_cluster_has_had_its_rest(build, monkeypatch):
    answering(monkeypatch, Busy("vol"), Busy("vol"), DONE)
    assert build.apply([]) == DONE
    assert build.waited == list(module.PATIENCE[:2])


def test_its_patience_ends(build, monkeypatch):
    answering(monkeypatch, *[Busy("vol")] * (len(module.PATIENCE) + 1))
    with pytest.raises(Busy):
        build.apply([])
    assert build.waited == list(module.PATIENCE)


def test_it_does_not_wait_for_a_cluster_that_is_away(build, monkeypatch):
    answering(monkeypatch, EngineUnavailable("weg"), DONE)
    with pytest.raises(EngineUnavailable):
        build.apply([])
    assert build.waited == []
