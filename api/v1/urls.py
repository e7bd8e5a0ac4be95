"""Addresses of version 1."""

from django.urls import path

from api.v1 import calls, campaigns, donations
from apps.kernel.kept import same_for_all

urlpatterns = [
    path("calls/", same_for_all(calls.Calls.as_view()), name="calls"),
    path("calls/<slug:slug>/", same_for_all(calls.Call.as_view()), name="call"),
    path("campaigns/", same_for_all(campaigns.Campaigns.as_view()), name="campaigns"),
    path("campaigns/<slug:slug>/", same_for_all(campaigns.Campaign.as_view()), name="campaign"),
    path("donations/", donations.Donations.as_view(), name="donations"),
    path("donations/<str:token>/", donations.Donation.as_view(), name="donation"),
]
