"""Addresses of what citizens follow and say, and of the city's districts."""

from django.urls import path

from apps.portal.views import districts, following, names, own_texts, speaking

urlpatterns = [
    path("quartieri/", districts.listing, name="district_list"),
    path("quartieri/<slug:slug>/", districts.detail, name="district"),
    path("segui/", following.follow, name="follow"),
    path("campagne/<slug:slug>/commenti/", speaking.campaign_comments, name="campaign_comments"),
    path("campagne/<slug:slug>/commenti/nuovo/", speaking.comment_campaign, name="comment_campaign"),
    path("campagne/<slug:slug>/domande/", speaking.campaign_questions, name="campaign_questions"),
    path("campagne/<slug:slug>/domande/nuova/", speaking.ask, name="ask_question"),
    path("quartieri/<slug:slug>/commenti/nuovo/", speaking.comment_district, name="comment_district"),
    path("partecipa/", own_texts.own_list, name="own_texts"),
    path("partecipa/nomi/<str:token>/segnala/", names.report, name="report_name"),
    path("partecipa/<str:kind>/<int:text_id>/", own_texts.own_text, name="own_text"),
    path("partecipa/<str:kind>/<int:text_id>/segnala/", own_texts.report, name="report_text"),
]
