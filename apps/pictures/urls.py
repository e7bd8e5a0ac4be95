"""Addresses of pictures."""

from django.urls import path

from apps.pictures import views

app_name = "pictures"
urlpatterns = [path("immagini/<uuid:key>-<int:width>.<slug:extension>", views.picture, name="picture")]
