"""Addresses of the citizens' pages."""

from django.urls import path

from apps.portal.views import calls, campaigns, decisions, donations, giving, home, statements

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("bandi/", calls.listing, name="call_list"),
    path("bandi/<slug:slug>/", calls.detail, name="call"),
    path("campagne/", campaigns.listing, name="campaign_list"),
    path("campagne/<slug:slug>/", campaigns.detail, name="campaign"),
    path("campagne/<slug:slug>/dona/", giving.donate, name="donate"),
    path("donazioni/<str:token>/", donations.donation, name="donation"),
    path("donazioni/<str:token>/grazie/", donations.thanks, name="thanks"),
    path("decisioni/<int:decision_id>/", decisions.decision, name="decision"),
    path("decisioni/<int:decision_id>/record.json", decisions.record, name="decision_record"),
    path("accessibilita/", statements.accessibility, name="page_accessibility"),
    path("privacy/", statements.privacy, name="page_privacy"),
    path("note-legali/", statements.legal, name="page_legal"),
    path("domande-frequenti/", statements.faq, name="page_faq"),
    path("segnalazioni/", statements.report, name="page_report"),
]
