"""The addresses of finding."""

from django.urls import path

from . import api, views

app_name = "search"

urlpatterns = [
    path("zoeken/", views.search_page, name="search"),
    path("api/v1/zoeken/", api.search, name="api"),
]
