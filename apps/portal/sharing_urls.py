"""Addresses of what is made to pass a campaign on."""

from django.urls import path, re_path

from apps.portal.views import sharing

urlpatterns = [
    re_path(r"^campagne/(?P<slug>[-\w]+)/card-(?P<digest>[0-9a-f]{16})\.png$", sharing.social_card, name="social_card"),
    path("campagne/<slug:slug>/qr.svg", sharing.qr_svg, name="campaign_qr_svg"),
    path("campagne/<slug:slug>/qr.png", sharing.qr_png, name="campaign_qr_png"),
    path("campagne/<slug:slug>/locandina.pdf", sharing.poster, name="campaign_poster"),
    path("campagne/<slug:slug>/materiali.zip", sharing.press_kit, name="campaign_press_kit"),
    path("campagne/<slug:slug>/riquadro/", sharing.widget, name="campaign_widget"),
    path("riquadro.js", sharing.embed_script, name="embed_script"),
    path("campagne/<slug:slug>/incorpora/", sharing.embed, name="campaign_embed"),
]
