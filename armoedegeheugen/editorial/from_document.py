"""Make a draft from an uploaded document, after a preview: *Nieuw uit document*.

Invariant: nothing is created before the editor has seen the preview, and the file itself is not
stored. The form carries the extracted text, signed for this user and valid for `MAX_AGE`.
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
# In characters. Django refuses forms of more than 2.5 MB.
MAX_TOKEN_LENGTH = 2_000_000
# In seconds.
MAX_AGE = 24 * 60 * 60
KINDS = {"": "Dat blijkt uit de tekst", "dossier": "Themadossier", "advice": "Beleidsadvies"}
TOO_LONG = "Dit document is te lang om hier te bekijken. Knip het in delen, of vraag de beheerder."
TOO_LARGE = f"Dit bestand is te groot. Er mag hoogstens {MAX_BYTES // 1024 // 1024} MB in."
OUTDATED = "Dit voorbeeld is verlopen. Kies het bestand opnieuw."
MADE = "Het ontwerp is gemaakt. Kijk het na voor je het laat nakijken of publiceert."


class Upload(forms.Form):
    """The form for a document and the kind of draft."""

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
        """Return the file, or refuse it if it is too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        return file


def shelves(user: AbstractBaseUser | AnonymousUser) -> dict[str, Page]:
    """Return the overview where this user's drafts go, by kind.

    Only overviews where the user may publish count. The preview shows existing drafts, and a member
    may not see the drafts of other associations.
    """
    by_kind: dict[str, Page] = {}
    for kind, model in drafts.MODELS.items():
        for shelf in shelves_for(user, model):
            if shelf.permissions_for_user(user).can_publish_subpage():
                by_kind.setdefault(kind, shelf)
    return by_kind


class FromDocument(WagtailAdminTemplateMixin, TemplateView):
    """The screen that reads a document, shows a preview and makes the draft."""

    template_name = "editorial/from_document.html"
    page_title = "Nieuw uit document"
    header_icon = "doc-full-inverse"
    _show_breadcrumbs = True
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": page_title},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse users who have no place for a draft."""
        self.shelves = shelves(request.user)
        if not self.shelves:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add an empty form to the context."""
        return {"form": Upload(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the preview of an upload, or make the draft of a preview."""
        if "gelezen" in request.POST:
            return self._make_draft(request)
        form = Upload(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            text = _read_upload(form.cleaned_data["file"])
            token = _sign(text, request)
        except Unreadable as problem:
            form.add_error("file", str(problem))
            return self.render_to_response(self.get_context_data(form=form))
        return self._preview(text, token, form.cleaned_data["kind"])

    def _preview(self, text: ExtractedText, token: str, kind: str) -> HttpResponse:
        reading = pipeline.process(text)
        kind = self._allowed_kind(kind or drafts.kind_of(reading.article))
        proposed = proposals.propose(reading.article, drafts.load_vocabulary(), gazetteer())
        outcome = drafts.DraftWriter.load(dry_run=True).write(reading, proposed, kind)
        shown = reporting.document_row(reading, proposed, kind, outcome)
        return self.render_to_response(
            self.get_context_data(
                shown=shown,
                day=reading.article.metadata.published,
                notes=[*reading.article.notes, *proposed.notes, *outcome.plan.notes],
                rest=[part.text for part in reading.article.rest],
                percent=int(reading.coverage * 100),
                token=token,
                kind=kind,
                kinds=[(key, KINDS[key]) for key in self.shelves],
                existing=outcome.page_id,
            )
        )

    def _allowed_kind(self, kind: str) -> str:
        return kind if kind in self.shelves else next(iter(self.shelves))

    def _make_draft(self, request: HttpRequest) -> HttpResponse:
        try:
            values = signing.loads(request.POST["gelezen"], salt=_salt(request), max_age=MAX_AGE)
        except signing.BadSignature:
            messages.error(request, OUTDATED)
            return redirect(PAGE)
        reading = pipeline.process(serialize.from_dict(values))
        kind = self._allowed_kind(request.POST.get("kind", ""))
        proposed = proposals.propose(reading.article, drafts.load_vocabulary(), gazetteer())
        with transaction.atomic():
            outcome = drafts.DraftWriter.load().write(reading, proposed, kind, self.shelves[kind])
        if outcome.plan.notes:
            messages.warning(request, " ".join(outcome.plan.notes))
        else:
            messages.success(request, MADE)
        return redirect("wagtailadmin_pages:edit", outcome.page_id)


def _read_upload(file: UploadedFile) -> ExtractedText:
    """Return the text of an upload.

    The readers take a path, so the file is written to disk for as long as it is read. It keeps its
    own name, which the report and the draft show.
    """
    name = safe_file_name(file.name or "bestand")
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / name
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        try:
            return pipeline.open_text(path)
        except Unreadable as problem:
            reason = str(problem).partition(": ")[2] or str(problem)
            raise Unreadable(reason[:1].upper() + reason[1:]) from problem


def _sign(text: ExtractedText, request: HttpRequest) -> str:
    token = signing.dumps(serialize.to_dict(text), salt=_salt(request), compress=True)
    if len(token) > MAX_TOKEN_LENGTH:
        raise Unreadable(TOO_LONG)
    return token


def _salt(request: HttpRequest) -> str:
    return f"uit document, {serialize.VERSION}, {request.user.pk}"


class FromDocumentItem(MenuItem):
    """The menu item, for users who have a place for a draft."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user has a place for a draft."""
        return bool(shelves(request.user))


def menu_item() -> MenuItem:
    """Return the menu item of this screen."""
    return FromDocumentItem(
        FromDocument.page_title,
        reverse(PAGE),
        name=PAGE,
        icon_name=FromDocument.header_icon,
        order=115,
    )


def urls() -> list[URLPattern]:
    """Return the addresses of this screen in the admin."""
    return [path("uit-document/", FromDocument.as_view(), name=PAGE)]
