"""Add labels and help texts to Wagtail's own forms. The settings name these classes."""

from wagtail.admin.forms.auth import LoginForm

from .uploads import ImageForm


class AdminLoginForm(LoginForm):
    """The admin's log-in form, in Dutch."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Gebruikersnaam"
        self.fields["password"].label = "Wachtwoord"


class PictureForm(ImageForm):
    """The form of an image, with its description."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        description = self.fields["description"]
        description.label = "Wat toont de afbeelding"
        description.help_text = "Een zin die voorgelezen wordt aan wie de afbeelding niet ziet."
