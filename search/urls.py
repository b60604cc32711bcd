"""The addresses of finding."""

from django.urls import path

from . import api, exports, feeds, health, views

app_name = "search"

urlpatterns = [
    path("zoeken/", views.search_page, name="search"),
    path("zoeken/nieuw.atom", feeds.newest, name="feed"),
    path("zoeken/resultaten.csv", exports.csv_file, name="csv"),
    path("gezond/", health.healthy, name="health"),
    path("api/v1/zoeken/", api.search, name="api"),
]
