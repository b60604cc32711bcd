"""Map the addresses for adding to follow-up."""

from django.urls import path

from . import unsubscribe, views

app_name = "followup"

urlpatterns = [
    path("opvolging/<uuid:key>/toevoegen/", views.add, name="add"),
    path("opvolging/advies/<int:pk>/teruggekoppeld/", views.tell_back, name="tell_back"),
    path("opvolging/stap/<int:pk>/weghalen/", views.remove_step, name="remove_step"),
    path("opvolging/bericht/<int:pk>/weghalen/", views.remove_feedback, name="remove_feedback"),
    path("overgenomen/<int:pk>/toevoegen/", views.adopt, name="adopt"),
    path("herinneringen/<str:token>/", unsubscribe.unsubscribe, name="stop"),
]
