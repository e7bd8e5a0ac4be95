"""Addresses of the inbox."""

from django.urls import path

from apps.webhooks import views

app_name = "webhooks"
urlpatterns = [path("stripe/", views.stripe_events, name="stripe")]
