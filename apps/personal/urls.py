"""Addresses of the personal area, for who is signed in."""

from django.urls import path

from apps.personal.views import data, gifts, home, profile, security

app_name = "personal"
urlpatterns = [
    path("", home.overview, name="overview"),
    path("donazioni/", gifts.listing, name="gifts"),
    path("seguiti/", home.followed, name="followed"),
    path("profilo/", profile.profile, name="profile"),
    path("sessioni/", security.sessions, name="sessions"),
    path("sessioni/<int:session_id>/termina/", security.end_session, name="end_session"),
    path("sessioni/altre/termina/", security.end_others, name="end_others"),
    path("dati/", data.overview, name="data"),
    path("dati/chiedi/", data.ask, name="ask_data"),
    path("dati/cancella/", data.delete, name="delete"),
    path("dati/cancella/annulla/", data.undo, name="undo_deletion"),
    path("dati/<uuid:key>.zip", data.download, name="download"),
]
