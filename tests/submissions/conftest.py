"""A site that takes practices, and someone who sends one in."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Page, Site

from armoedegeheugen.editorial import roles
from armoedegeheugen.mail import outbox as mail_outbox
from armoedegeheugen.models import Municipality, Submission
from armoedegeheugen.sections.models import HomePage, OverviewPage
from armoedegeheugen.submissions import spam_guard, tokens
from tests.databases.content import Content

SHELVES = {"praktijken": "praktijk", "adviezen": "advies", "dossiers": "dossier", "intern": ""}
EMAIL = "buurtwerker@example.org"
WHOLE, LAST_PAGE = spam_guard.WHOLE, spam_guard.LAST_PAGE
ANSWERS: dict[str, dict[str, str]] = {
    "wat-en-waar": {
        "title": "Elke dinsdag samen koken",
        "place": "Gent",
        "teaser": "Buren koken samen en praten over wat moeilijk gaat.",
    },
    "doel-en-bereik": {
        "doelstelling": "We wilden dat buren elkaar leren kennen.\n\nNiemand eet graag alleen.",
        "bereik": "Twintig gezinnen uit de wijk.",
    },
    "effect-en-hindernis": {
        "neveneffect": "Er kwam een ruilkast.",
        "hindernis": "De keuken was te klein.",
    },
    "tips-en-bijlage": {"tips": "- Begin klein\n2. Vraag wat mensen lekker vinden"},
    "wie-ben-je": {
        "role": "buurtwerker",
        "organisation": "Buurthuis De Brug",
        "email": EMAIL,
        "show_contact": "on",
    },
}


@pytest.fixture
def home(db: None, content: Content) -> HomePage:
    return content(site)


def site() -> HomePage:
    """A home page with its shelves and roles, and three municipalities."""
    for old in Page.objects.filter(depth=2):
        old.delete()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Armoedegeheugen", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    for slug, kind in SHELVES.items():
        home.add_child(instance=OverviewPage(title=slug.title(), slug=slug, kind=kind))
    roles.setup()
    Municipality.objects.create(name="Gent", slug="gent")
    today = Municipality.objects.create(name="Merelbeke-Melle", slug="merelbeke-melle")
    Municipality.objects.create(name="Merelbeke", slug="merelbeke", successor=today)
    return home


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends took the time for it."""
    monkeypatch.setattr(spam_guard, "WHOLE", timedelta(0))
    monkeypatch.setattr(spam_guard, "LAST_PAGE", timedelta(seconds=-1))


@pytest.fixture
def mail_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each transaction were committed: a test's own is not."""
    monkeypatch.setattr(mail_outbox, "transaction", SimpleNamespace(on_commit=lambda send: send()))


@pytest.fixture
def sender(home: HomePage, unhurried: None, mail_goes: None) -> "Sender":
    return Sender()


@pytest.fixture
def editor(home: HomePage, content: Content) -> Client:
    return content(signed_in, content(person, "redacteur", roles.EDITORS))


def person(name: str, group: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", "geheim-woord")
    user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@dataclass
class Sender:
    """Someone at a browser."""

    client: Client = field(default_factory=Client)

    def begin(self, **headers: Any) -> HttpResponse:
        return self.client.post(reverse("submissions:start"), **headers)

    def at(self, slug: str) -> str:
        return reverse("submissions:step", args=[slug])

    def tell(self, slug: str, button: str = "verder", **changes: Any) -> HttpResponse:
        return self.client.post(self.at(slug), {**ANSWERS[slug], **changes, button: "1"})

    def tell_all(self, **changes: Any) -> Submission:
        self.begin()
        for slug, answers in ANSWERS.items():
            own = {name: changes[name] for name in answers if name in changes}
            assert self.tell(slug, **own).status_code == 302
        return self.draft

    @property
    def draft(self) -> Submission:
        return Submission.objects.latest("created_at")

    def send(self, follow: bool = False, **changes: Any) -> HttpResponse:
        shown = soup(self.client.get(reverse("submissions:check")))
        stamp = shown.find("input", {"name": "stamp"})["value"]
        sent = {"consent": "on", "stamp": stamp, "website": "", **changes}
        return self.client.post(reverse("submissions:check"), sent, follow=follow)

    def confirm(self) -> Submission:
        """By the link in the newest mail."""
        link = link_in(outbox.outbox[-1].body)
        assert Client().post(link).status_code == 302
        submission = self.draft
        submission.refresh_from_db()
        return submission

    def deliver(self, **changes: Any) -> Submission:
        """All of it, up to the editors."""
        self.tell_all(**changes)
        assert self.send().status_code == 302
        return self.confirm()


def follow_url(submission: Submission) -> str:
    return reverse("submissions:follow", args=[tokens.follow(submission)])


def link_in(body: str) -> str:
    """The address in a mail, without its host."""
    line = next(line for line in body.splitlines() if "/insturen/" in line)
    return line[line.index("/insturen/") :].strip()


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text(response: HttpResponse) -> str:
    return " ".join(soup(response).main.get_text(" ").split())


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#0b5563").save(out, kind, **options)
    return out.getvalue()


def pdf(body: bytes = b"", name: bytes = b"") -> bytes:
    """A small PDF with one empty page."""
    head = b"%PDF-1.4\n"
    objects = (
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R" + name + b">>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
    )
    start = len(head + objects + body)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 4>>\n"
    return head + objects + body + table + b"startxref\n%d\n%%%%EOF\n" % start


def upload(data: bytes, name: str = "foto.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type=kind)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> Any:
    """A folder of this test's own for what is sent. Logging in is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False
    settings.STORAGES = {
        **settings.STORAGES,
        "submissions": {
            "BACKEND": "armoedegeheugen.safety.file_storage.WholeFileStorage",
            "OPTIONS": {"location": tmp_path / "inzendingen"},
        },
    }
    return tmp_path / "inzendingen"


def complaint(response, name: str) -> str:
    found = soup(response).find(id=f"id_{name}_error")
    return found.get_text(" ", strip=True).removeprefix("Fout: ") if found else ""


def shown(response, name: str) -> str:
    field = soup(response).find(attrs={"name": name})
    return field.get("value", "") if field.name == "input" else field.get_text().lstrip("\n")
