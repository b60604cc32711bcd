"""The addresses of the form. Those with a token in them are in a mail, and nowhere else."""

from django.urls import path

from . import following, sending, telling

app_name = "submissions"
urlpatterns = [
    path("", telling.start, name="start"),
    path("nakijken/", sending.check, name="check"),
    path("verzonden/", sending.sent, name="sent"),
    path("verzonden/opnieuw/", sending.again, name="again"),
    path("wissen/", telling.wipe, name="wipe"),
    path("bevestigen/<str:token>/", following.confirm, name="confirm"),
    path("volgen/<str:token>/", following.follow, name="follow"),
    path("volgen/<str:token>/antwoord/", following.answer, name="answer"),
    path("volgen/<str:token>/intrekken/", following.withdraw, name="withdraw"),
    path("stap/<slug:slug>/", telling.step, name="step"),
]
