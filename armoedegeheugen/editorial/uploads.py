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
from ..safety.webp_size import webp_pixels
from ..sanitise import safe_file_name

BROKEN = "Deze afbeelding kunnen we niet lezen, of ze is te groot. Bewaar ze opnieuw, en kleiner."
TOO_MANY_PIXELS = (
    "Deze afbeelding heeft te veel pixels. Bewaar ze als jpg, of maak ze kleiner: hoogstens "
    "4000 op 3000."
)
# Formats that take little memory for a pixel: a JPEG has three bytes, an SVG none.
THRIFTY = ("jpeg", "svg")
# A WebP of so many pixels takes 200 MB each time that a size of it is made.
MOST_PIXELS = 12_000_000
MISMATCH = (
    "In dit bestand zit iets anders dan zijn naam zegt, of het bevat macro's. "
    "Bewaar het opnieuw als .{} en probeer het nog eens."
)


class ImageForm(BaseImageForm):
    """The form of an image."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # the form for several images at once has no file field
            self.fields["file"].to_python = _refuse_undecodable(self.fields["file"].to_python)

    def clean_file(self) -> File:
        """Return the file under a safe name, or refuse one that takes too much memory to show."""
        file = self.cleaned_data["file"]
        image = getattr(file, "image", None)  # of a new file, from its header
        if image and image.format_name not in THRIFTY:
            width, height = image.get_size()
            if width * height > MOST_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS)
        return _with_safe_name(file)


class DocumentForm(BaseDocumentForm):
    """The form of a document."""

    def clean_file(self) -> File:
        """Return the file under a safe name, or refuse content that does not fit its extension."""
        file = _with_safe_name(self.cleaned_data["file"])
        extension = PurePath(str(file.name)).suffix.removeprefix(".")
        if "file" in self.changed_data and not matches_extension(
            cast("IO[bytes]", file), extension
        ):
            raise ValidationError(MISMATCH.format(extension or "pdf"))
        return file


def _refuse_undecodable(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Refuse a large WebP unopened, and an image that fails to decode halfway.

    Wagtail's field counts pixels after a decoder has reserved the memory for them, and raises the
    decoder's own error.
    """

    @wraps(read)
    def to_python(data: Any) -> Any:
        if hasattr(data, "read"):
            data.seek(0)
            start = data.read(30)
            data.seek(0)
            if start[:4] + start[8:12] == b"RIFFWEBP" and (
                (webp_pixels(start) or MOST_PIXELS + 1) > MOST_PIXELS
            ):
                raise ValidationError(TOO_MANY_PIXELS)
        try:
            return read(data)
        except ValidationError:
            raise
        except Exception as error:  # a damaged file can make a decoder raise anything
            raise ValidationError(BROKEN) from error

    return to_python


def _with_safe_name(file: File) -> File:
    """Give a new file a safe name. A stored file keeps its name, which is in its address."""
    if not getattr(file, "_committed", False):
        file.name = safe_file_name(file.name or "")
    return file
