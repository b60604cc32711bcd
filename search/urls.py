"""The addresses of finding."""

from django.urls import path

from . import api, exports, feeds, health, register, register_file, views

app_name = "search"

urlpatterns = [
    path("zoeken/", views.search_page, name="search"),
    path("zoeken/nieuw.atom", feeds.newest, name="feed"),
    path("zoeken/resultaten.csv", exports.csv_file, name="csv"),
    path("opvolging/", register.page, name="register"),
    path("opvolging/aanbevelingen.csv", register_file.csv_file, name="register_csv"),
    path("gezond/", health.healthy, name="health"),
    path("api/v1/zoeken/", api.search, name="api"),
    path("api/v1/suggesties/", api.suggest, name="suggestions"),
]
