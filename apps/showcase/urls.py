"""Addresses of the national portal."""

from django.urls import path

from apps.people.views import LogoutView, SignIn
from apps.showcase import views

app_name = "showcase"
urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.site_map, name="site_map"),
    path("notizie/campagne.atom", views.featured, name="feed_featured"),
    path("immagini/<slug:city>/<uuid:key>-<int:width>.<str:extension>", views.cover, name="cover"),
    path("gestione/", views.desk, name="desk"),
    path("gestione/accedi/", SignIn.as_view(next_page="showcase:desk"), name="sign_in"),
    path("gestione/esci/", LogoutView.as_view(next_page="showcase:home"), name="sign_out"),
    path("gestione/<int:showcase_id>/evidenza/", views.feature, name="feature"),
    path("gestione/<int:showcase_id>/togli/", views.unfeature, name="unfeature"),
]
