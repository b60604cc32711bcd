"""What a user may learn of images and documents: those that they may choose, and no others.

Wagtail's own lists in the admin keep to that. Two places do not, and name any file by its number,
also one that another association has not shown to anyone yet: the admin's interface for scripts,
and the window that asks in which format an image is placed.
"""

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
from wagtail.permission_policies.base import BasePermissionPolicy


def _mine(policy: BasePermissionPolicy, request: HttpRequest) -> QuerySet:
    return policy.instances_user_has_permission_for(request.user, "choose")


class OwnDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=_mine(on_documents, self.request).values("pk"))


class OwnImages(ImagesAdminAPIViewSet):
    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=_mine(on_images, self.request).values("pk"))


class SelectFormat(ImageSelectFormatView):
    def dispatch(self, request: HttpRequest, image_id: int) -> HttpResponseBase:
        get_object_or_404(_mine(on_images, request), pk=image_id)
        return super().dispatch(request, image_id)


def register(api: WagtailAPIRouter) -> None:
    """After Wagtail's own, in their place."""
    api.register_endpoint("documents", OwnDocuments)
    api.register_endpoint("images", OwnImages)


def urls() -> list[URLPattern]:
    """Before Wagtail's own, under the same addresses."""
    return [
        path(
            "images/chooser/<int:image_id>/select_format/",
            SelectFormat.as_view(model=get_image_model()),
        )
    ]
