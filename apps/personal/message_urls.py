"""Addresses of a person's messages and of what to be sent; the last two are for whoever reads an address."""

from django.urls import path

from apps.personal.views import notifications

app_name = "letters"
urlpatterns = [
    path("area/messaggi/", notifications.listing, name="list"),
    path("area/messaggi/<int:message_id>/", notifications.detail, name="message"),
    path("area/messaggi/<int:message_id>/html/", notifications.html_part, name="message_html"),
    path("area/notifiche/", notifications.wishes, name="wishes"),
    path("notifiche/disiscrivi/<str:token>/", notifications.unsubscribe, name="unsubscribe"),
    path("notifiche/<str:token>/", notifications.guest_wishes, name="guest_wishes"),
]
