"""Check the files that editors and associations upload. The settings name these forms."""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePath
from typing import IO, Any, cast

from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from ..safety.uploads import matches_extension
from ..sanitise import safe_file_name

BROKEN = "Deze afbeelding kunnen we niet lezen, of ze is te groot. Bewaar ze opnieuw, en kleiner."
MISMATCH = (
    "In dit bestand zit iets anders dan zijn naam zegt, of het bevat macro's. "
    "Bewaar het opnieuw als .{} en probeer het nog eens."
)


class ImageForm(BaseImageForm):
    """The form of an image."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # the form for many images at once has none
            self.fields["file"].to_python = _whole(self.fields["file"].to_python)

    def clean_file(self) -> File:
        """Return the file under a safe name."""
        return _named(self.cleaned_data["file"])


class DocumentForm(BaseDocumentForm):
    """The form of a document."""

    def clean_file(self) -> File:
        """Return the file under a safe name, if its content fits its extension."""
        file = _named(self.cleaned_data["file"])
        extension = PurePath(str(file.name)).suffix.removeprefix(".")
        if "file" in self.changed_data and not matches_extension(
            cast("IO[bytes]", file), extension
        ):
            raise ValidationError(MISMATCH.format(extension or "pdf"))
        return file


def _whole(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Refuse an image whose decoder fails only after the start, which Wagtail's field lets pass."""

    @wraps(read)
    def reading(data: Any) -> Any:
        try:
            return read(data)
        except ValidationError:
            raise
        except Exception as fault:  # what a damaged file makes a decoder raise has no end
            raise ValidationError(BROKEN) from fault

    return reading


def _named(file: File) -> File:
    """Give a new file a safe name. A stored one keeps the name that its address has."""
    if not getattr(file, "_committed", False):
        file.name = safe_file_name(file.name or "")
    return file
