"""What may be brought in, and how it goes out again."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path, PurePath
from threading import Thread

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images.models import Filter
from wagtail.models import Collection, CollectionViewRestriction

from armoedegeheugen.models import Picture
from armoedegeheugen.models.picture import ONE_AT_A_TIME
from armoedegeheugen.safety.uploads import CHECKS, matches_extension
from tests.safety.files import DISHONEST, HONEST, HTML, PDF, SVG, office, picture, upload

Document = get_document_model()


@pytest.mark.parametrize(("name", "data"), HONEST.items(), ids=HONEST.keys())
def test_a_file_is_known_by_its_content(name: str, data: bytes):
    extension = PurePath(name).suffix[1:]
    assert matches_extension(BytesIO(data), extension)
    assert matches_extension(BytesIO(data), extension.upper())


@pytest.mark.parametrize(("name", "data"), DISHONEST.values(), ids=DISHONEST.keys())
def test_a_name_convinces_nobody(name: str, data: bytes):
    assert not matches_extension(BytesIO(data), PurePath(name).suffix[1:])


def test_every_kind_that_is_taken_has_a_check():
    assert set(CHECKS) == set(settings.WAGTAILDOCS_EXTENSIONS)


def test_a_bomb_of_pixels_is_an_error_and_no_warning():
    """In a process of its own: pytest has warnings of its own."""
    code = (
        "import django; django.setup()\n"
        "from io import BytesIO\nfrom PIL import Image\n"
        "out = BytesIO(); Image.new('1', (8_000, 5_001)).save(out, 'PNG'); out.seek(0)\n"
        "try:\n    Image.open(out)\n"
        "except Image.DecompressionBombWarning:\n    print('refused')\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], **_process(), check=True)
    assert answer.stdout.strip() == "refused"


def _process() -> dict:
    root = settings.ROOT
    path = {
        "PYTHONPATH": f"{root / 'site'}:{root}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    return {"env": path, "capture_output": True, "text": True, "timeout": 60}


def add_document(client: Client, name: str, data: bytes) -> list:
    form = {"title": "Verslag", "collection": Collection.get_first_root_node().pk, "tags": ""}
    client.post(reverse("wagtaildocs:add"), {**form, "file": upload(name, data)})
    return list(Document.objects.all())


def add_image(client: Client, name: str, data: bytes) -> list:
    form = {"title": "Beeld", "collection": Collection.get_first_root_node().pk, "tags": ""}
    client.post(reverse("wagtailimages:add"), {**form, "file": upload(name, data)})
    return list(Picture.objects.all())


@pytest.mark.parametrize(("name", "data"), HONEST.items(), ids=HONEST.keys())
def test_an_editor_brings_in_a_document(editor: Client, name: str, data: bytes):
    assert len(add_document(editor, name, data)) == 1


@pytest.mark.parametrize(("name", "data"), DISHONEST.values(), ids=DISHONEST.keys())
def test_no_form_takes_what_is_dishonest(editor: Client, name: str, data: bytes):
    assert add_document(editor, name, data) == []
    several = {"title": "x", "files[]": upload(name, data)}
    answer = editor.post(
        reverse("wagtaildocs:add_multiple"), several, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert answer.status_code in (200, 400)
    chosen = {"document-chooser-upload-title": "x"}
    chosen["document-chooser-upload-file"] = upload(name, data)
    editor.post(reverse("wagtaildocs_chooser:create"), chosen)
    assert not Document.objects.exists()


def test_a_document_that_is_changed_is_looked_at_again(editor: Client):
    (document,) = add_document(editor, "verslag.pdf", PDF)
    form = {"title": "Nieuw", "collection": document.collection_id, "tags": ""}
    address = reverse("wagtaildocs:edit", args=[document.pk])
    editor.post(address, {**form, "file": upload("verslag.pdf", HTML)})
    document.refresh_from_db()
    assert document.title == "Verslag"
    editor.post(address, form)
    document.refresh_from_db()
    assert document.title == "Nieuw"
    assert document.file.read() == PDF


def test_a_file_that_is_too_large_is_not_kept(editor: Client, monkeypatch):
    monkeypatch.setattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", 100)
    assert add_document(editor, "verslag.pdf", PDF + b"x" * 100) == []
    monkeypatch.setattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 10)
    assert add_image(editor, "beeld.png", picture()) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("beeld.svg", SVG),
        ("beeld.png", SVG),
        ("beeld.png", HTML),
        ("beeld.png", picture("JPEG")),
        ("beeld.tiff", picture("TIFF")),
        ("beeld.avif", picture()),
        ("beeld.png", picture(size=(8_000, 5_001))),
        ("beeld.png", picture(size=(20_000, 9_000))),
        ("beeld.png", picture()[:40]),
        ("beeld.pdf", PDF),
    ],
)
def test_only_whole_images_of_a_known_kind_and_size(editor: Client, name: str, data: bytes):
    assert add_image(editor, name, data) == []


def test_an_image_is_kept_under_a_harmless_name(editor: Client):
    (image,) = add_image(editor, "../../a\u202e<b>.php.PNG", picture())
    assert image.file.name == "original_images/a-b-php.png"


def test_a_document_is_kept_under_a_harmless_name(editor: Client):
    (document,) = add_document(editor, "..\\a\u202e<b>.php.pdf", PDF)
    assert document.file.name == "documents/a-b-php.pdf"


def kept(name: str, data: bytes, **values: object) -> object:
    return Document.objects.create(title="x", file=ContentFile(data, name=name), **values)


@pytest.mark.parametrize("name", ["a.docx", "a.csv", "a.txt", "a.html", "a.svg", "a.xml", "a.js"])
def test_a_document_goes_out_as_a_download_that_runs_nothing(admin_client: Client, name: str):
    """Also of a kind that is not taken any more, or came by another way than a form."""
    answer = admin_client.get(kept(name, HTML).url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_opens_in_the_browser_and_runs_nothing(admin_client: Client):
    answer = admin_client.get(kept("a.pdf", PDF).url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_private_document_has_one_way_out_and_that_is_guarded(db: None):
    private = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = kept("intern.docx", office("x"), collection=private)
    assert Client().get(document.url).status_code == 404
    assert Client().get(document.file.url).status_code == 404


def test_media_gives_what_pages_show_and_nothing_else(db: None, settings):
    settings.ROOT_URLCONF = "tests.safety.media_urls"
    shown = Path(settings.MEDIA_ROOT, "images", "shown.png")
    shown.parent.mkdir(parents=True, exist_ok=True)
    shown.write_bytes(picture())
    beside = kept("beside.pdf", PDF).file.name
    assert Client().get("/media/images/shown.png").status_code == 200
    for path in (beside, f"images/../{beside}", f"images/%2e%2e/{beside}", "images/x"):
        assert Client().get(f"/media/{path}").status_code in (400, 404), path


def flat(kind: str, size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (90, 120, 60)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "size", "taken"),
    [
        ("WEBP", (4001, 3000), False),
        ("PNG", (4001, 3000), False),
        ("WEBP", (4000, 3000), True),
        ("JPEG", (4001, 3000), True),
        ("JPEG", (8000, 5001), False),
    ],
)
def test_an_image_that_takes_much_memory_to_show_is_refused(editor: Client, kind, size, taken):
    images = add_image(editor, f"beeld.{kind.lower()}", flat(kind, size))
    assert bool(images) is taken


def test_sizes_of_images_are_made_one_at_a_time(editor: Client):
    (image,) = add_image(editor, "beeld.png", flat("PNG", (60, 40)))
    made = []
    making = Thread(
        target=lambda: made.append(image.generate_rendition_file(Filter("width-20")).name)
    )
    with ONE_AT_A_TIME:
        making.start()
        making.join(0.5)
        assert made == []
    making.join(10)
    assert len(made) == 1
