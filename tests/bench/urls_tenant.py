"""A city's addresses and the bench's."""

from django.urls import path

from colletta import urls_tenant
from tests.bench import paths, views

urlpatterns = [path(paths.EMPTY[1:], views.empty), path(paths.TITLES[1:], views.titles), *urls_tenant.urlpatterns]
handler403, handler404, handler500 = urls_tenant.handler403, urls_tenant.handler404, urls_tenant.handler500
