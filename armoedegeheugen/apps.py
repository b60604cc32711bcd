from django.apps import AppConfig


class ArmoedegeheugenConfig(AppConfig):
    name = "armoedegeheugen"
    verbose_name = "Armoedegeheugen"

    def ready(self) -> None:
        from .models.fields import follow_terms
        from .safety import entering, nonces, uploads
        from .submissions import signals as submission_signals
        from .workspace import access

        follow_terms()
        access.connect()
        submission_signals.connect()
        entering.connect()
        nonces.mark_choosers()
        uploads.limit_images()
