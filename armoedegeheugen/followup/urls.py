"""Map the addresses for adding to follow-up."""

from django.urls import path

from . import unsubscribe, views

app_name = "followup"

urlpatterns = [
    path("opvolging/<uuid:key>/toevoegen/", views.add, name="add"),
    path("opvolging/advies/<int:pk>/teruggekoppeld/", views.tell_back, name="tell_back"),
    path("overgenomen/<int:pk>/toevoegen/", views.adopt, name="adopt"),
    path("herinneringen/<str:token>/", unsubscribe.unsubscribe, name="stop"),
]
