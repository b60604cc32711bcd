"""An index that another release made, with other fields: it is built anew by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy
from django.core.management import call_command
from django.test import Client

from search.engines import engine
from search.engines.addresses import EMBEDDED
from search.engines.protocol import Audience, EngineDamaged
from search.worker.worker import Worker
from tests.elasticsearch.cluster import request
from tests.reliability.conftest import ENGINES
from tests.world import World

pytestmark = pytest.mark.reliability

GENERATION = "0123456789abcdef-01234567"


def of_another_release(url: str, prefix: str) -> None:
    """Both indices as code of another day left them: live, and with a field that is no longer."""
    for audience in Audience:
        if url.startswith(EMBEDDED):
            folder = Path(url.removeprefix(EMBEDDED)) / audience
            (folder / GENERATION).mkdir(parents=True)
            builder = tantivy.SchemaBuilder()
            builder.add_text_field("vroeger")
            tantivy.Index(builder.build(), str(folder / GENERATION)).writer(15_000_000, 1).commit()
            (folder / "current").write_text(GENERATION)
        else:
            body = {
                "mappings": {"properties": {"vroeger": {"type": "keyword"}}},
                "aliases": {f"{prefix}-{audience}": {}},
            }
            request(f"{url}/{prefix}-{audience}-{GENERATION}", "PUT", body)


def refresh() -> None:
    call_command("search", "refresh")


def work() -> None:
    assert Worker(lambda: []).run(once=True)


@pytest.mark.parametrize("mend", [refresh, work])
@pytest.mark.parametrize("engine_in_process", ENGINES, indirect=True)
def test_an_index_with_other_fields_is_built_anew(
    world: World, engine_in_process: Callable[[], tuple[str, str]], mend: Callable[[], None]
):
    of_another_release(*engine_in_process())
    world.practice("Warm huis")
    with pytest.raises(EngineDamaged):
        engine().ping()
    page = Client().get("/zoeken/")
    assert page.status_code == 200
    assert "Warm huis" in page.content.decode(), "the newest from the database"
    mend()
    assert Client().get("/api/v1/zoeken/?q=huis").json()["totaal"] == 1
    assert engine().sweep() == []
