"""Register what the portal adds to Wagtail's admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .editorial import hooks as editorial_hooks
from .editorial.dashboard import add_start
from .editorial.draft_form import tell_dropped
from .editorial.listings import ItemGroup
from .editorial.usage import keep_used_terms, tell_missing
from .editorial.viewsets import AssociationViewSet, VocabularyGroup
from .followup import log_actions
from .followup.viewsets import AdoptionViewSet
from .mail import admin_views as mail_views
from .safety import concealment, file_permissions, two_factor
from .submissions import hooks as submission_hooks
from .workspace import hooks as workspace_hooks

register_snippet(VocabularyGroup)
register_snippet(AssociationViewSet)
register_snippet(AdoptionViewSet)

hooks.register("register_admin_viewset", ItemGroup)
hooks.register("construct_homepage_panels", add_start)
hooks.register("before_delete_snippet", keep_used_terms)
hooks.register("before_edit_page", tell_missing)
hooks.register("after_create_page", tell_dropped)
hooks.register("after_edit_page", tell_dropped)
hooks.register("register_log_actions", log_actions.register)
hooks.register("register_admin_urls", two_factor.urls, order=-1)
hooks.register("construct_main_menu", two_factor.name_menu, order=100)
hooks.register("register_account_menu_item", two_factor.account_item)
hooks.register("construct_admin_api", file_permissions.register, order=100)
hooks.register("register_admin_urls", file_permissions.urls, order=-1)
# Before Wagtail's own checks, which answer with a log-in form, and before a visit is counted.
hooks.register("before_serve_page", concealment.conceal_page, order=-1)
hooks.register("before_serve_document", concealment.conceal_document, order=-1)
submission_hooks.register()
workspace_hooks.register()
mail_views.register()
editorial_hooks.register()


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """Load the portal's style sheet in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/admin.css"))


@hooks.register("insert_global_admin_js")
def script() -> SafeString:
    """Load the portal's scripts in the admin."""
    return format_html(
        '<script src="{}" defer></script>'
        '<script src="{}" defer data-session-url="{}" data-log-in-url="{}"></script>',
        static("editorial/admin.js"),
        static("editorial/autosave.js"),
        reverse("aangemeld"),
        reverse("wagtailadmin_login"),
    )


@hooks.register("construct_help_menu")
def remove_external_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Remove the help items that link to other sites, which are in English."""
    items[:] = [item for item in items if not str(item.url).startswith("http")]
