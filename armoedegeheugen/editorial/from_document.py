"""*Nieuw uit document*: an article or a report in, a look at what becomes of it, and then a draft.

Invariant: nothing is made before the editor has seen it, and the file itself is kept nowhere: what
was read of it travels along, signed, for this user and this day.
"""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ..importers.articles import drafts, pipeline, proposals, serialize
from ..importers.articles import report as reporting
from ..importers.articles.files import MAX_BYTES
from ..importers.articles.lines import ExtractedText
from ..importers.drafts.existing import gazetteer
from ..importers.reading.files import Unreadable
from ..sanitise import safe_file_name
from .listings import shelves_for

PAGE = "uit_document"
ACCEPTED = ".txt,.md,.html,.htm,.docx,.odt,.pdf"
LARGEST_TOKEN = 2_000_000
"""Letters of what travels along; Django refuses forms over 2.5 MB."""
A_DAY = 24 * 60 * 60
KINDS = {"": "Dat blijkt uit de tekst", "dossier": "Themadossier", "advice": "Beleidsadvies"}
TOO_LONG = "Dit document is te lang om hier te bekijken. Knip het in delen, of vraag de beheerder."
TOO_LARGE = f"Dit bestand is te groot. Er mag hoogstens {MAX_BYTES // 1024 // 1024} MB in."
OUTDATED = "Dit voorbeeld is verlopen. Kies het bestand opnieuw."
MADE = "Het ontwerp is gemaakt. Kijk het na voor je het laat nakijken of publiceert."


class Upload(forms.Form):
    file = forms.FileField(
        label="Bestand",
        help_text="Tekst, een bewaarde webpagina (HTML), Word (DOCX), ODT of PDF. Hoogstens 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )
    kind = forms.ChoiceField(
        label="Wat wordt het?",
        choices=list(KINDS.items()),
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        return file


def shelves(user: AbstractBaseUser | AnonymousUser) -> dict[str, Page]:
    """For each kind, where this user's drafts go: only for who may publish there. An import tells
    which drafts are there already, and those of an association are its own."""
    found: dict[str, Page] = {}
    for kind, model in drafts.MODELS.items():
        for shelf in shelves_for(user, model):
            if shelf.permissions_for_user(user).can_publish_subpage():
                found.setdefault(kind, shelf)
    return found


class FromDocument(WagtailAdminTemplateMixin, TemplateView):
    template_name = "editorial/from_document.html"
    page_title = "Nieuw uit document"
    header_icon = "doc-full-inverse"
    _show_breadcrumbs = True
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": page_title},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.shelves = shelves(request.user)
        if not self.shelves:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": Upload(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        if "gelezen" in request.POST:
            return self._make(request)
        form = Upload(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            text = _opened(form.cleaned_data["file"])
            token = _signed(text, request)
        except Unreadable as problem:
            form.add_error("file", str(problem))
            return self.render_to_response(self.get_context_data(form=form))
        return self._preview(text, token, form.cleaned_data["kind"])

    def _preview(self, text: ExtractedText, token: str, kind: str) -> HttpResponse:
        reading = pipeline.process(text)
        kind = self._kind(kind or drafts.kind_of(reading.article))
        found = proposals.propose(reading.article, drafts.load_vocabulary(), gazetteer())
        done = drafts.DraftWriter.load(dry_run=True).write(reading, found, kind)
        shown = reporting.document_row(reading, found, kind, done)
        return self.render_to_response(
            self.get_context_data(
                shown=shown,
                day=reading.article.metadata.published,
                notes=[*reading.article.notes, *found.notes, *done.plan.notes],
                rest=[part.text for part in reading.article.rest],
                percent=int(reading.coverage * 100),
                token=token,
                kind=kind,
                kinds=[(key, KINDS[key]) for key in self.shelves],
                existing=done.page_id,
            )
        )

    def _kind(self, kind: str) -> str:
        return kind if kind in self.shelves else next(iter(self.shelves))

    def _make(self, request: HttpRequest) -> HttpResponse:
        try:
            held = signing.loads(request.POST["gelezen"], salt=_salt(request), max_age=A_DAY)
        except signing.BadSignature:
            messages.error(request, OUTDATED)
            return redirect(PAGE)
        reading = pipeline.process(serialize.from_dict(held))
        kind = self._kind(request.POST.get("kind", ""))
        found = proposals.propose(reading.article, drafts.load_vocabulary(), gazetteer())
        with transaction.atomic():
            done = drafts.DraftWriter.load().write(reading, found, kind, self.shelves[kind])
        if done.plan.notes:
            messages.warning(request, " ".join(done.plan.notes))
        else:
            messages.success(request, MADE)
        return redirect("wagtailadmin_pages:edit", done.page_id)


def _opened(file: UploadedFile) -> ExtractedText:
    """By way of the disk, since the readers take a path; under its own name, which the report and
    the draft show."""
    name = safe_file_name(file.name or "bestand")
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / name
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        try:
            return pipeline.open_text(path)
        except Unreadable as problem:
            said = str(problem).partition(": ")[2] or str(problem)
            raise Unreadable(said[:1].upper() + said[1:]) from problem


def _signed(text: ExtractedText, request: HttpRequest) -> str:
    token = signing.dumps(serialize.to_dict(text), salt=_salt(request), compress=True)
    if len(token) > LARGEST_TOKEN:
        raise Unreadable(TOO_LONG)
    return token


def _salt(request: HttpRequest) -> str:
    return f"uit document, {serialize.VERSION}, {request.user.pk}"


class FromDocumentItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(shelves(request.user))


def menu_item() -> MenuItem:
    return FromDocumentItem(
        FromDocument.page_title,
        reverse(PAGE),
        name=PAGE,
        icon_name=FromDocument.header_icon,
        order=115,
    )


def urls() -> list[URLPattern]:
    return [path("uit-document/", FromDocument.as_view(), name=PAGE)]
