"""Map the addresses of the form. An address with a token is only in a mail."""

from django.urls import path

from . import send_views, status_views, step_views

app_name = "submissions"
urlpatterns = [
    path("", step_views.start, name="start"),
    path("nakijken/", send_views.check, name="check"),
    path("verzonden/", send_views.sent, name="sent"),
    path("verzonden/opnieuw/", send_views.again, name="again"),
    path("wissen/", step_views.wipe, name="wipe"),
    path("bevestigen/<str:token>/", status_views.confirm, name="confirm"),
    path("volgen/<str:token>/", status_views.follow, name="follow"),
    path("volgen/<str:token>/antwoord/", status_views.answer, name="answer"),
    path("volgen/<str:token>/intrekken/", status_views.withdraw, name="withdraw"),
    path("stap/<slug:slug>/", step_views.step, name="step"),
]
