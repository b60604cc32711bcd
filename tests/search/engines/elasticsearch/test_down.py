"""A cluster that is down, hangs or loses a node: quick refusals, and no lost search."""

import time

import pytest

from search.engines import get_engine
from search.engines.elasticsearch.circuit_breaker import RESET_SECONDS
from search.engines.protocol import EngineDamaged, EngineUnavailable, Put, Status
from tests.elasticsearch.cluster import free_ports, request
from tests.search.engines.common import ASKED, PUBLIC, total
from tests.search.engines.corpus import document, fill


def test_a_server_that_is_not_there_is_unavailable_at_once():
    (port,) = free_ports(1)
    engine = get_engine(f"http://127.0.0.1:{port}")
    for act in (
        lambda: engine.search(PUBLIC, ASKED),
        lambda: list(engine.search_many([(PUBLIC, ASKED)])),
        lambda: engine.apply(PUBLIC, [Put(document(), 1)]),
        lambda: list(engine.entries(PUBLIC)),
        lambda: list(engine.scan(PUBLIC, ASKED)),
        lambda: engine.build(PUBLIC, iter(())),
        lambda: engine.counts(PUBLIC),
        engine.sweep,
        engine.ping,
    ):
        started = time.monotonic()
        with pytest.raises(EngineUnavailable) as raised:
            act()
        assert time.monotonic() - started < 1
        assert not isinstance(raised.value, EngineDamaged)


@pytest.mark.elasticsearch
def test_a_server_that_hangs_costs_a_moment_then_nothing_and_is_found_again(elasticsearch_node):
    engine = get_engine(elasticsearch_node.urls[0])
    patient = get_engine(elasticsearch_node.urls[0], timeout=30.0)
    patient.apply(PUBLIC, [Put(document(), 1)])
    assert total(patient) == 1
    engine.ping()
    (node,) = elasticsearch_node.nodes
    node.pause()
    spent = []
    for _ in range(6):
        started = time.monotonic()
        with pytest.raises(EngineUnavailable):
            engine.search(PUBLIC, ASKED)
        spent.append(time.monotonic() - started)
    assert max(spent[:3]) < 2
    assert max(spent[3:]) < 0.05, "left alone"
    node.resume()
    deadline = time.monotonic() + RESET_SECONDS + 20
    while True:
        try:
            assert total(engine) == 1
            break
        except EngineUnavailable:
            assert time.monotonic() < deadline
            time.sleep(0.2)


@pytest.mark.elasticsearch
def test_no_search_fails_when_the_master_dies(elasticsearch_trio):
    urls = elasticsearch_trio.urls
    engine = get_engine(",".join(urls), timeout=20.0)
    fill(engine, [Put(document(number), 1) for number in range(50)])
    assert engine.search(PUBLIC, ASKED).total == 50
    (master,) = request(f"{urls[0]}/_cat/master?format=json")
    number = int(master["node"].removeprefix("node-"))
    elasticsearch_trio.nodes[number].kill()
    for _ in range(40):
        assert engine.search(PUBLIC, ASKED).total == 50
    elasticsearch_trio.restart(number)
    elasticsearch_trio.wait()
    assert engine.apply(PUBLIC, [Put(document(50), 1)])[0].status == Status.DONE
    assert total(engine) == 51
