"""Addresses of the national portal, the operator's console and Stripe's webhook."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
