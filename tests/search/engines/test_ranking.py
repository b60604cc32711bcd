"""Runs of nearly equal scores are ordered by id, and pages cut from them fit together."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.elasticsearch import hits as elasticsearch_hits
from search.engines.protocol import Query, Sort, Word
from search.engines.score_order import in_different_runs, run_is_complete, runs
from tests.properties import examples
from tests.search.engines.strategies import seeded

# Groups of the very same score (steps of 0), of rounding (1e-7), and of a real difference (0.1).
_steps = st.lists(st.sampled_from((0.0, 0.0, 0.0, 1e-7, 1e-7, 0.1)), min_size=1, max_size=40)


def test_rounding_does_not_part_and_a_difference_does():
    assert not in_different_runs(3.0000003, 3.0)
    assert not in_different_runs(0.0, 0.0)
    assert in_different_runs(3.0001, 3.0)


def test_a_run_is_closed_by_a_gap_at_or_after_its_end():
    assert run_is_complete([3.0, 2.0], 1)
    assert not run_is_complete([3.0, 2.0], 2), "what follows is not known"
    assert not run_is_complete([3.0, 2.0, 2.0], 2)
    assert run_is_complete([3.0, 2.0, 2.0, 1.0], 2)


def test_runs_begin_before_and_end_after_the_page():
    scores = [5.0, 4.0, 4.0, 4.0, 3.0, 2.0, 2.0]
    assert runs(scores, 2, 3) == [(1, 4)]
    assert runs(scores, 3, 6) == [(1, 4), (4, 5), (5, 7)]
    assert runs(scores, 7, 9) == []
    assert runs(scores, 2, 2) == []


def ranked(rows: list[tuple[float, str]]) -> list[str]:
    """The order that is meant, the long way."""
    groups: list[list[tuple[float, str]]] = []
    for row in rows:
        if groups and not in_different_runs(groups[-1][-1][0], row[0]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [id_ for group in groups for _, id_ in sorted(group, key=lambda row: row[1])]


class Server:
    """Answers as Elasticsearch does: by falling score, then rising id, from a place on."""

    def __init__(self, rows: list[tuple[float, str]]) -> None:
        self.rows = rows
        self.requests = 0

    def call(self, method: str, **asked) -> dict:
        if method == "mget":
            docs = [
                {"_id": id_, "found": True, "_source": {"payload": id_}} for id_ in asked["ids"]
            ]
            return {"docs": docs}
        self.requests += 1
        body = asked["body"]
        score, id_ = body.get("search_after", (float("inf"), ""))
        rest = [row for row in self.rows if row[0] < score or (row[0] == score and row[1] > id_)]
        hits = [{"sort": list(row)} for row in rest[: body["size"]]]
        return {"hits": {"hits": hits, "total": {"value": len(self.rows)}}, "aggregations": {}}


def served(steps: list[float], names: list[int]) -> Server:
    score, rows = 9.0, []
    for step, name in zip(steps, names, strict=True):
        score -= step
        rows.append((score, f"{name:03}"))
    return Server(sorted(rows, key=lambda row: (-row[0], row[1])))


@settings(seeded, max_examples=examples(200))
@given(steps=_steps, data=st.data(), size=st.integers(1, 7), margin=st.integers(1, 4))
def test_pages_of_nearly_equal_scores_fit_together(steps, data, size, margin):
    server = served(steps, data.draw(st.permutations(range(len(steps)))))
    pages = []
    with (
        patch.object(elasticsearch_hits, "MARGIN", margin),
        patch.object(elasticsearch_hits, "MAX_REQUESTS", 100),
    ):
        for offset in range(0, len(steps), size):
            query = Query(0, (Word((("a",),)),), 1, sort=Sort.RELEVANCE, offset=offset, size=size)
            pages.append(elasticsearch_hits.answer(server, "index", query).hits)
    assert [hit.id for page in pages for hit in page] == ranked(server.rows)
    assert all(hit.payload == hit.id for page in pages for hit in page)


def test_a_run_of_thousands_costs_two_requests():
    """Equal scores come in the order of ids already: the rest of the group is skipped."""
    server = served([0.0] * 5_000 + [0.1], list(range(5_001)))
    query = Query(0, (Word((("a",),)),), 1, sort=Sort.RELEVANCE, size=10)
    hits = elasticsearch_hits.answer(server, "index", query).hits
    assert [hit.id for hit in hits] == [f"{number:03}" for number in range(10)]
    assert server.requests == 2
