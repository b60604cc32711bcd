"""What others are shown of an item is what anyone may read, and stays within where it stands."""

import io
import json
import re
import warnings
from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageFile
from wagtail.models import PageViewRestriction

from armoedegeheugen.models import Picture
from armoedegeheugen.sharing import share_image
from tests import world as making
from tests.safety.files import header_only_png
from tests.world import World

LONG = "Participatieondersteuningsovereenkomstencommissie " * 6


def address(item) -> str:
    return reverse("sharing:picture", args=[item.pk])


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_every_kind_has_a_picture_of_the_usual_size(world: World, client: Client):
    for item in (world.practice(), world.advice(), world.dossier()):
        answer = client.get(address(item))
        assert answer["Content-Type"] == "image/png"
        assert opened(answer.content).size == (1200, 630)
        assert len(answer.content) < 200_000
        assert f"http://testserver{address(item)}" in client.get(item.url).content.decode()


def test_the_picture_changes_with_the_title_and_is_not_sent_twice(world: World, client: Client):
    item = world.practice(title="Buurtfruit")
    first = client.get(address(item))
    again = client.get(address(item), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    item.title = "Buurtgroenten"
    item.save_revision().publish()
    changed = client.get(address(item), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed.content != first.content


def test_a_page_that_is_no_item_has_no_picture_and_none_is_changed(world: World, client: Client):
    assert client.get(address(world.home)).status_code == 404
    assert client.post(address(world.practice())).status_code == 405


def test_a_picture_is_drawn_once_and_kept_for_an_hour_on_the_way(
    world: World, client: Client, monkeypatch
):
    drawn = []
    draw = share_image.draw
    monkeypatch.setattr(share_image, "draw", lambda *args: drawn.append(args) or draw(*args))
    cache.clear()
    item = world.practice()
    for _ in range(2):
        assert client.get(address(item))["Cache-Control"] == "public, max-age=3600"
    assert len(drawn) == 1


def test_the_photo_of_an_item_is_in_its_picture_and_one_that_is_gone_is_left_out(
    world: World, client: Client
):
    item = world.practice()
    without = client.get(address(item))
    image = Picture.objects.create(title="x", file=photo())
    item.image = image
    item.save_revision().publish()
    shown = client.get(address(item))
    assert shown["ETag"] != without["ETag"]
    assert shown.content != without.content
    cache.clear()
    image.get_renditions("fill-400x630|format-jpeg")
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    assert client.get(address(item)).content == without.content


def photo() -> ContentFile:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "#ff0000").save(out, "PNG")
    return ContentFile(out.getvalue(), name="foto.png")


def test_a_closed_item_has_no_picture_even_for_who_may_read_it(world: World, client: Client):
    item = world.practice()
    client.force_login(making.staff())
    PageViewRestriction.objects.create(page=item, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(item)).status_code == 404
    PageViewRestriction.objects.all().delete()
    item.unpublish()
    assert client.get(address(item)).status_code == 404


@pytest.mark.parametrize("title", ["", "x", LONG, "één – “ja” ‘nee’ € …", "字" * 40, "\u202e" * 3])
def test_any_title_fits(title):
    card = share_image.Card("advies", "Beleidsadvies", title, "Gent · 2026")
    assert opened(share_image.draw(card)).size == (1200, 630)
    font, lines = share_image.fit_title(title, 900)
    assert len(lines) <= share_image.MOST_LINES
    assert all(font.getlength(line) <= 900 for line in lines)


def test_without_a_font_of_the_system_accents_are_left_out_not_drawn_as_boxes(monkeypatch):
    monkeypatch.setattr(share_image, "_font_path", lambda bold: "")
    assert share_image._drawable("één “ja” – 5 €") == 'een "ja" - 5 '


def test_a_file_that_is_no_photo_is_left_out():
    card = share_image.Card("dossier", "Themadossier", "Warm wonen", "")
    assert share_image.draw(card, b"geen foto") == share_image.draw(card)


@pytest.mark.parametrize("size", [(50_000, 50_000), (8_000, 5_001)])
def test_a_decompression_bomb_is_left_out_unopened(size, monkeypatch):
    """Beyond twice the limit Pillow refuses by itself; below it only its warning does."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 40_000_000)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("unpacked"))
    card = share_image.Card("dossier", "Themadossier", "Warm wonen", "")
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        assert share_image.draw(card, header_only_png(*size)) == share_image.draw(card)


def data(client: Client, page) -> dict:
    html = client.get(page.url).content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found)


def test_programs_read_what_an_item_is(world: World, client: Client):
    item = world.practice(
        title="Buurtfruit",
        date=date(2024, 5, 6),
        period_from=2019,
        themes=[making.theme("energie")],
    )
    told = data(client, item)
    assert told["headline"] == "Buurtfruit"
    assert told["dateCreated"] == "2024-05-06"
    assert told["temporalCoverage"] == "2019/.."
    assert [theme["name"] for theme in told["about"]] == ["energie"]
    assert "author" not in told
    closed = data(client, world.practice(period_from=2019, period_until=2021))
    assert closed["temporalCoverage"] == "2019/2021"
    assert "temporalCoverage" not in data(client, world.practice())


def test_the_home_page_says_where_to_search(world: World, client: Client):
    told = data(client, world.home)
    assert told["potentialAction"]["target"]["urlTemplate"].startswith(
        "http://testserver/zoeken/?q="
    )


def test_a_title_cannot_end_the_block_of_data(world: World, client: Client):
    item = world.practice(title="</script><script>alert(1)</script>&amp;")
    assert data(client, item)["headline"] == item.title
    assert "<script>alert(1)" not in client.get(item.url).content.decode()


# On a telephone.


def test_the_manifest_names_icons_that_exist(world: World, client: Client):
    from django.contrib.staticfiles import finders

    told = client.get(reverse("manifest")).json()
    assert told["lang"] == "nl-BE"
    for icon in told["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert "x".join(map(str, Image.open(path).size)) == icon["sizes"]


def test_the_page_without_network_holds_nothing_of_a_reader(world: World, client: Client):
    visitor = client.get(reverse("offline")).content
    client.force_login(making.staff())
    assert client.get(reverse("offline")).content == visitor
    assert "internet" in visitor.decode()


def test_the_worker_stands_at_the_root(client: Client):
    answer = client.get(reverse("worker"))
    assert reverse("worker") == "/sw.js"
    assert answer["Content-Type"] == "text/javascript"
    assert reverse("offline") in answer.content.decode()
