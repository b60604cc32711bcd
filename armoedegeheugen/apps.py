from django.apps import AppConfig


class ArmoedegeheugenConfig(AppConfig):
    name = "armoedegeheugen"
    verbose_name = "Armoedegeheugen"

    def ready(self) -> None:
        from .documents import texts
        from .editorial import item_form
        from .models.fields import follow_terms
        from .paper import checks  # noqa: F401
        from .safety import entering, nonces, uploads
        from .submissions import signals as submission_signals
        from .workspace import access

        follow_terms()
        item_form.connect()
        access.connect()
        texts.connect()
        submission_signals.connect()
        entering.connect()
        nonces.mark_choosers()
        uploads.limit_images()
