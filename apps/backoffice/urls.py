"""Addresses of the city's office."""

from django.urls import include, path

from apps.backoffice.views import campaigns, cancellation, log, payouts, pools, reconciliation, summary, works
from apps.people.views import LogoutView, SignIn

app_name = "backoffice"
urlpatterns = [
    path("", summary.summary, name="summary"),
    path("accedi/", SignIn.as_view(next_page="backoffice:summary"), name="sign_in"),
    path("esci/", LogoutView.as_view(next_page="/"), name="sign_out"),
    path("bandi/", include("apps.backoffice.call_urls")),
    path("aspetto/", include("apps.backoffice.look_urls")),
    path("banca/", include("apps.backoffice.bank_urls")),
    path("donazioni-offline/", include("apps.backoffice.offline_urls")),
    path("ricevute/", include("apps.backoffice.receipt_urls")),
    path("riconciliazione/", reconciliation.overview, name="reconciliation"),
    path("riconciliazione/movimenti.csv", reconciliation.movements_csv, name="reconciliation_csv"),
    path("riconciliazione/verifica/", reconciliation.ask_full, name="reconciliation_ask"),
    path("lavori/", works.listing, name="works"),
    path("registro/", log.listing, name="log"),
    path("casi/", include("apps.backoffice.case_urls")),
    path("moderazione/", include("apps.backoffice.moderation_urls")),
    path("quartieri/", include("apps.backoffice.district_urls")),
    path("messaggi/", include("apps.backoffice.message_urls")),
    path("segnalazioni/", include("apps.backoffice.ticket_urls")),
    path("persone/", include("apps.backoffice.people_urls")),
    path("rimborsi/", include("apps.backoffice.refund_urls")),
    path("dotazioni/<int:call_id>/", pools.cockpit, name="cockpit"),
    path("campagne/", campaigns.listing, name="campaigns"),
    path("campagne/<int:campaign_id>/", campaigns.detail, name="campaign"),
    path("campagne/<int:campaign_id>/donazioni/", campaigns.gifts, name="campaign_gifts"),
    path("campagne/<int:campaign_id>/esito/", cancellation.outcome, name="campaign_outcome"),
    path("campagne/<int:campaign_id>/annulla/", cancellation.cancel, name="campaign_cancel"),
    path("campagne/<int:campaign_id>/versa/", payouts.release, name="campaign_release"),
    path("campagne/<int:campaign_id>/movimenti.csv", campaigns.ledger_csv, name="ledger_csv"),
]
