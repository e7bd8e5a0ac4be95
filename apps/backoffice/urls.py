"""Addresses of the city's office."""

from django.urls import path

from apps.backoffice.views import campaigns, pools
from apps.people.views import LogoutView, SignIn

app_name = "backoffice"
urlpatterns = [
    path("", pools.summary, name="summary"),
    path("accedi/", SignIn.as_view(next_page="backoffice:summary"), name="sign_in"),
    path("esci/", LogoutView.as_view(next_page="/"), name="sign_out"),
    path("dotazioni/<int:call_id>/", pools.cockpit, name="cockpit"),
    path("campagne/", campaigns.listing, name="campaigns"),
    path("campagne/<int:campaign_id>/", campaigns.detail, name="campaign"),
    path("campagne/<int:campaign_id>/movimenti.csv", campaigns.ledger_csv, name="ledger_csv"),
]
