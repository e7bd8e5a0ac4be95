"""Address, on a city's host, of an officer's invitation."""

from django.urls import path

from tenants.onboarding.views import invitation

app_name = "invitation"
urlpatterns = [path("<uidb64>/<token>/", invitation.ChoosePassword.as_view(), name="choose")]
