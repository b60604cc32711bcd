"""Drawings as images of the site: drawn when something new needs one, and never twice."""

from django.core.files.base import ContentFile

from fixtures.images import draw

from ..models import Picture

CREDIT = "Tekening voor dit portaal"
TITLE = "Tekening: {}"


class Pictures:
    def __init__(self) -> None:
        self._known: dict[str, Picture] = {}

    def get(self, name: str | None) -> Picture | None:
        if name is None:
            return None
        if name not in self._known:
            title = TITLE.format(name)
            found = Picture.objects.filter(title=title, credit=CREDIT).first()
            self._known[name] = found or self._drawn(name, title)
        return self._known[name]

    def _drawn(self, name: str, title: str) -> Picture:
        picture = Picture(title=title, description=draw.NAMES[name], credit=CREDIT)
        picture.file = ContentFile(draw.encoded(name), name=f"tekening-{name}.png")
        picture._set_image_file_metadata()  # size and hash, which only Wagtail's own form sets
        picture.save()
        return picture
