"""Wagtail's own forms, where a label or a word of help is missing. Named in the settings."""

from wagtail.admin.forms.auth import LoginForm

from .uploads import ImageForm


class AdminLoginForm(LoginForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Gebruikersnaam"
        self.fields["password"].label = "Wachtwoord"


class PictureForm(ImageForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        shows = self.fields["description"]
        shows.label = "Wat toont de afbeelding"
        shows.help_text = "Een zin die voorgelezen wordt aan wie de afbeelding niet ziet."
