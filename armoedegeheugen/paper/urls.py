"""Map the addresses of PDFs and of the folder."""

from django.urls import path

from . import views

app_name = "paper"

urlpatterns = [
    path("papier/<int:pk>/", views.item, name="item"),
    path("mijn-map/", views.folder, name="folder"),
    path("mijn-map/papier/", views.folder_pdf, name="folder_pdf"),
    path("mijn-map/wijzigen/", views.change, name="change"),
]
