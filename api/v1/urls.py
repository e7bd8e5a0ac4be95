"""Addresses of version 1."""

from django.urls import path

from api.v1 import calls, campaigns, donations

urlpatterns = [
    path("calls/", calls.Calls.as_view(), name="calls"),
    path("calls/<slug:slug>/", calls.Call.as_view(), name="call"),
    path("campaigns/", campaigns.Campaigns.as_view(), name="campaigns"),
    path("campaigns/<slug:slug>/", campaigns.Campaign.as_view(), name="campaign"),
    path("donations/", donations.Donations.as_view(), name="donations"),
    path("donations/<str:token>/", donations.Donation.as_view(), name="donation"),
]
