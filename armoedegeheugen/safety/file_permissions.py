"""Restrict images and documents to those that the user may choose.

Wagtail's lists in the admin do so. Two places do not, and name any file by its number, also one
that another association has not published yet: the admin API, and the window that asks in which
format an image is placed.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as on_documents
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as on_images
from wagtail.images.views.chooser import ImageSelectFormatView


def choosable_documents(user: AbstractBaseUser | AnonymousUser) -> QuerySet:
    """Return the documents that the user may choose."""
    return on_documents.instances_user_has_permission_for(user, "choose")


def choosable_images(user: AbstractBaseUser | AnonymousUser) -> QuerySet:
    """Return the images that the user may choose."""
    return on_images.instances_user_has_permission_for(user, "choose")


class OwnDocuments(DocumentsAdminAPIViewSet):
    """The documents in the admin API."""

    def get_queryset(self) -> QuerySet:
        """Return the documents that the user may choose."""
        return (
            super()
            .get_queryset()
            .filter(pk__in=choosable_documents(self.request.user).values("pk"))
        )


class OwnImages(ImagesAdminAPIViewSet):
    """The images in the admin API."""

    def get_queryset(self) -> QuerySet:
        """Return the images that the user may choose."""
        return (
            super().get_queryset().filter(pk__in=choosable_images(self.request.user).values("pk"))
        )


class SelectFormat(ImageSelectFormatView):
    """The choice of a format for an image."""

    def dispatch(self, request: HttpRequest, image_id: int) -> HttpResponseBase:
        """Answer 404 for an image that the user may not choose."""
        get_object_or_404(choosable_images(request.user), pk=image_id)
        return super().dispatch(request, image_id)


def register(api: WagtailAPIRouter) -> None:
    """Register the endpoints after Wagtail's, in their place."""
    api.register_endpoint("documents", OwnDocuments)
    api.register_endpoint("images", OwnImages)


def urls() -> list[URLPattern]:
    """Return addresses that come before Wagtail's own."""
    return [
        path(
            "images/chooser/<int:image_id>/select_format/",
            SelectFormat.as_view(model=get_image_model()),
        )
    ]
