"""Configure the portal app and connect its signals."""

from django.apps import AppConfig


class ArmoedegeheugenConfig(AppConfig):
    """The app with the portal's content, editing and public pages."""

    name = "armoedegeheugen"
    verbose_name = "Armoedegeheugen"

    def ready(self) -> None:
        """Connect signals and register checks, once all models are loaded."""
        from . import spreadsheets
        from .documents import texts
        from .editorial import item_form
        from .models.fields import follow_terms
        from .operations import checks as server_checks  # noqa: F401
        from .operations import error_tracking
        from .paper import checks  # noqa: F401
        from .safety import csp_nonces, sanitise_on_save, uploads
        from .submissions import signals as submission_signals
        from .web import odd_keys
        from .workspace import access, references

        error_tracking.start()
        follow_terms()
        item_form.connect()
        access.connect()
        references.hide_unseen_in_bulk_actions()
        texts.connect()
        submission_signals.connect()
        sanitise_on_save.connect()
        csp_nonces.add_nonce_to_choosers()
        uploads.limit_images()
        spreadsheets.defuse_exports()
        odd_keys.check_chosen_keys()
