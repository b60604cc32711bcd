"""Route the addresses of search, register, feeds, files and API."""

from django.urls import path

from .register import csv_export as register_file
from .register import page
from .views import api, csv_export, feeds, health, search_page

app_name = "search"

urlpatterns = [
    path("zoeken/", search_page.search_page, name="search"),
    path("zoeken/nieuw.atom", feeds.newest, name="feed"),
    path("zoeken/resultaten.csv", csv_export.csv_file, name="csv"),
    path("opvolging/", page.page, name="register"),
    path("opvolging/aanbevelingen.csv", register_file.csv_file, name="register_csv"),
    path("gezond/", health.healthy, name="health"),
    path("api/v1/zoeken/", api.search, name="api"),
    path("api/v1/suggesties/", api.suggest, name="suggestions"),
]
