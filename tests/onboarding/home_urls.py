"""A city's addresses for the look at its home page: one that tells the city it ran in."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path


def home(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_auditevent")
    return HttpResponse(status=200 if connection.schema_name == "c_milano" else 500)


urlpatterns = [path("", home)]
