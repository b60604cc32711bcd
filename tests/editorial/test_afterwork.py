"""What goes wrong beside a change does not cost the editor the change."""

from django.contrib.auth.models import Group
from django.db import IntegrityError, connection
from django_tasks import task

from armoedegeheugen.editorial.admin_search import SearchBackend


@task()
def spoil(name: str) -> None:
    Group.objects.create(name=name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")


def test_a_fault_undoes_itself_and_nothing_else(db):
    Group.objects.create(name="voor")
    spoil.enqueue("ertussen")
    Group.objects.create(name="na")  # which PostgreSQL would refuse in a transaction with a fault
    assert list(Group.objects.filter(name__in=["voor", "ertussen", "na"]).order_by("pk")) == [
        Group.objects.get(name="voor"),
        Group.objects.get(name="na"),
    ]


def test_a_page_is_published_where_the_index_for_editors_fails(world, monkeypatch, caplog):
    page = world.practice("Praatcafé", live=False)
    # As the loser of a deadlock: the index asks the database for what it refuses.
    refused = lambda *_: Group.objects.bulk_create([Group(name="één"), Group(name="één")])  # noqa: E731
    monkeypatch.setattr(type(SearchBackend({})), "add", refused)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
    assert any(isinstance(record.exc_info[1], IntegrityError) for record in caplog.records)
