"""Addresses of the operator's console, on the national host."""

from django.urls import path

from apps.people.views import LogoutView, SignIn
from tenants.onboarding.views import console

app_name = "operator"
urlpatterns = [
    path("", console.city_list, name="city_list"),
    path("accedi/", SignIn.as_view(next_page="operator:city_list"), name="sign_in"),
    path("esci/", LogoutView.as_view(next_page="operator:sign_in"), name="sign_out"),
    path("comuni/nuovo/", console.new_city, name="new_city"),
    path("comuni/<int:pk>/", console.city, name="city"),
    path("comuni/<int:pk>/prosegui/", console.resume, name="resume"),
    path("comuni/<int:pk>/sospendi/", console.suspend, name="suspend"),
    path("comuni/<int:pk>/riattiva/", console.reactivate, name="reactivate"),
    path("comuni/<int:pk>/invito/", console.invite, name="invite"),
]
