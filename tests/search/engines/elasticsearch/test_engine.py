"""What only the Elasticsearch engine has to hold: its names, its mapping, a server that fails."""

import threading
from dataclasses import replace

import pytest

from search.engines import get_engine
from search.engines.elasticsearch.aliases import IndexNames
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.protocol import Audience, EngineDamaged, EngineUnavailable, Put, Status
from tests.elasticsearch.cluster import request
from tests.search.engines.common import ASKED, PUBLIC, total
from tests.search.engines.corpus import document, fill


@pytest.fixture
def prefix(elasticsearch_prefix: str, request: pytest.FixtureRequest) -> str:
    return f"{elasticsearch_prefix}-{request.node.name.replace('_', '-').lower()[:60]}"


@pytest.fixture
def engine(elasticsearch_url: str, prefix: str) -> ElasticsearchEngine:
    return get_engine(elasticsearch_url, prefix=prefix, timeout=20.0)


def indices(url: str, prefix: str) -> dict[str, list[str]]:
    found = request(f"{url}/{prefix}-*/_alias")
    return {index: sorted(about["aliases"]) for index, about in found.items()}


# Names and mapping


@pytest.mark.elasticsearch
def test_every_index_stands_behind_the_alias_of_its_audience(engine, elasticsearch_url, prefix):
    engine.ping()
    assert indices(elasticsearch_url, prefix) == {
        f"{prefix}-public-0": [f"{prefix}-public"],
        f"{prefix}-internal-0": [f"{prefix}-internal"],
    }
    fill(engine, [Put(document(), 1)])
    public = [
        names for index, names in indices(elasticsearch_url, prefix).items() if "public" in index
    ]
    assert public == [[f"{prefix}-public"]]


@pytest.mark.elasticsearch
def test_the_mapping_guesses_nothing_and_keeps_no_texts(engine, elasticsearch_url, prefix):
    engine.apply(PUBLIC, [Put(document(payload={"nieuw": {"veld": 1}}), 1)])
    (found,) = request(f"{elasticsearch_url}/{prefix}-public/_mapping").values()
    assert found["mappings"]["dynamic"] == "false"
    assert "nieuw" not in str(found)
    (hit,) = request(f"{elasticsearch_url}/{prefix}-public/_search")["hits"]["hits"]
    assert hit["_source"] == {"payload": {"nieuw": {"veld": 1}}}


@pytest.mark.elasticsearch
def test_two_that_begin_at_once_share_one_index(elasticsearch_url, prefix):
    engines = [get_engine(elasticsearch_url, prefix=prefix, timeout=20.0) for _ in range(4)]
    threads = [
        threading.Thread(target=one.apply, args=(PUBLIC, [Put(document(number), 1)]))
        for number, one in enumerate(engines)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [total(one) for one in engines] == [4, 4, 4, 4]
    assert list(indices(elasticsearch_url, prefix)) == [f"{prefix}-public-0"]


@pytest.mark.elasticsearch
def test_an_index_of_other_fields_asks_for_a_rebuild(engine, elasticsearch_url, prefix):
    body = {"mappings": {"_meta": {"fields": "older"}}, "aliases": {f"{prefix}-public": {}}}
    request(f"{elasticsearch_url}/{prefix}-public-0", "PUT", body)
    with pytest.raises(EngineDamaged, match="Rebuild it"):
        engine.search(PUBLIC, ASKED)
    fill(engine, [Put(document(), 1)])
    assert total(engine) == 1


@pytest.mark.elasticsearch
def test_an_index_dropped_under_a_running_site_begins_again_empty(
    engine, elasticsearch_url, prefix
):
    engine.apply(PUBLIC, [Put(document(), 1)])
    request(f"{elasticsearch_url}/{prefix}-public-0", "DELETE")
    assert engine.search(PUBLIC, ASKED).total == 0
    request(f"{elasticsearch_url}/{prefix}-public-0", "DELETE")
    assert [answer.total for answer in engine.search_many([(PUBLIC, ASKED)])] == [0]


@pytest.mark.elasticsearch
def test_one_fault_among_several_questions_is_raised(engine, elasticsearch_url, prefix):
    """Keys that were indexed as text cannot be counted."""
    engine.ping()
    request(f"{elasticsearch_url}/{prefix}-public-0", "DELETE")
    body = {"mappings": {"properties": {"thema": {"type": "text"}}}}
    request(
        f"{elasticsearch_url}/{prefix}-public-0",
        "PUT",
        {**body, "aliases": {f"{prefix}-public": {}}},
    )
    with pytest.raises(EngineDamaged, match="Rebuild it"):
        list(engine.search_many([(Audience.INTERNAL, ASKED), (PUBLIC, ASKED)]))
    request(f"{elasticsearch_url}/{prefix}-public-0", "DELETE")
    assert engine.apply(PUBLIC, [Put(document(), 1)])[0].status == Status.DONE
    assert total(engine) == 1
    (found,) = request(f"{elasticsearch_url}/{prefix}-public/_mapping").values()
    assert found["mappings"]["dynamic"] == "false", "begun by the engine, not by the write"


# Builds that go wrong


@pytest.mark.elasticsearch
def test_what_a_killed_build_left_is_swept_and_nothing_else(engine, elasticsearch_url, prefix):
    engine.apply(PUBLIC, [Put(document(), 1)])
    other = get_engine(elasticsearch_url, prefix=f"{prefix}-public-x", timeout=20.0)
    other.apply(PUBLIC, [Put(document(), 1)])
    left = engine.build(PUBLIC, iter([Put(document(), 1)]))._index
    assert engine.sweep() == [left]
    assert sorted(indices(elasticsearch_url, prefix)) == [
        f"{prefix}-public-0",
        f"{prefix}-public-x-public-0",
    ]
    assert engine.sweep() == []
    assert (total(engine), total(other)) == (1, 1)


@pytest.mark.elasticsearch
def test_a_build_swept_by_mistake_fails_and_never_goes_live(engine, elasticsearch_url, prefix):
    engine.apply(PUBLIC, [Put(document(), 1)])
    build = engine.build(PUBLIC, iter([Put(document(2), 1)]))
    engine.sweep()
    with pytest.raises(EngineUnavailable):
        build.apply([Put(document(3), 1)])
    with pytest.raises(EngineUnavailable):
        build.swap()
    build.close()
    assert list(indices(elasticsearch_url, prefix)) == [f"{prefix}-public-0"]
    assert [hit.id for hit in engine.search(PUBLIC, ASKED).hits] == ["praktijk-1"]


@pytest.mark.elasticsearch
def test_no_search_is_empty_or_fails_while_an_index_is_replaced(engine):
    fill(engine, [Put(document(number), 1) for number in range(50)])
    seen, stop = [], threading.Event()

    def search() -> None:
        while not stop.is_set():
            seen.append(engine.search(PUBLIC, ASKED).total)

    thread = threading.Thread(target=search)
    thread.start()
    try:
        for _ in range(2):
            fill(engine, [Put(document(number), 1) for number in range(50)])
    finally:
        stop.set()
        thread.join(30)
    assert len(seen) > 20
    assert set(seen) == {50}


def test_a_name_is_told_from_a_longer_prefix():
    names = IndexNames("a")
    made = names.new(PUBLIC)
    assert names.is_generation(made, PUBLIC)
    assert names.is_generation("a-public-0", PUBLIC)
    for other in (
        f"b-{made}",
        f"{made}-building",
        "a-public-x-public-0",
        "a-internal-0",
        "a-public",
    ):
        assert not names.is_generation(other, PUBLIC)


@pytest.mark.elasticsearch
def test_of_a_hundred_deep_pages_each_has_its_own_hits(engine):
    """Past a few hundred ranks the payloads are read apart from the order."""
    fill(engine, [Put(document(number), 1) for number in range(1_000)])
    pages = [
        engine.search(PUBLIC, replace(ASKED, offset=offset)).hits for offset in range(0, 1000, 10)
    ]
    hits = [hit for page in pages for hit in page]
    assert [hit.id for hit in hits] == sorted(f"praktijk-{number}" for number in range(1_000))
    assert all(hit.payload["titel"].split()[1] == hit.id.split("-")[1] for hit in hits)
