"""Map the address of the share image."""

from django.urls import path

from . import views

app_name = "sharing"

urlpatterns = [path("beeld/<int:pk>.png", views.item_picture, name="picture")]
