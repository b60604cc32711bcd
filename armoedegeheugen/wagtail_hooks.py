"""What the portal adds to Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .editorial.listings import ItemGroup
from .editorial.usage import keep_used_terms
from .editorial.viewsets import AssociationViewSet, VocabularyGroup

register_snippet(VocabularyGroup)
register_snippet(AssociationViewSet)

hooks.register("register_admin_viewset", ItemGroup)
hooks.register("before_delete_snippet", keep_used_terms)


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/admin.css"))


@hooks.register("insert_global_admin_js")
def script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("editorial/admin.js"))
