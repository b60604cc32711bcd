from django.apps import AppConfig


class ArmoedegeheugenConfig(AppConfig):
    name = "armoedegeheugen"
    verbose_name = "Armoedegeheugen"
