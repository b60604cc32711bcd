"""Create the demo's drawings as images of the site, each only once."""

from django.core.files.base import ContentFile

from fixtures.images import draw

from ..models import Picture

CREDIT = "Tekening voor dit portaal"
TITLE = "Tekening: {}"


class Pictures:
    """Images of drawings, created when a page first needs them."""

    def __init__(self) -> None:
        self._pictures: dict[str, Picture] = {}

    def get(self, name: str | None) -> Picture | None:
        """Return the image of a drawing, created if the site has none; None without a name."""
        if name is None:
            return None
        if name not in self._pictures:
            title = TITLE.format(name)
            existing = Picture.objects.filter(title=title, credit=CREDIT).first()
            self._pictures[name] = existing or self._create(name, title)
        return self._pictures[name]

    def _create(self, name: str, title: str) -> Picture:
        picture = Picture(title=title, description=draw.NAMES[name], credit=CREDIT)
        picture.file = ContentFile(draw.encoded(name), name=f"tekening-{name}.png")
        picture._set_image_file_metadata()  # size and hash, which only Wagtail's own form sets
        picture.save()
        return picture
