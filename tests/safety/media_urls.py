"""The site, with its own way to give images, as a newcomer's machine has it."""

from config.urls import MEDIA
from config.urls import urlpatterns as others

urlpatterns = [MEDIA, *others]
