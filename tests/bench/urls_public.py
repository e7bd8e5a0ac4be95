"""The national portal's addresses and the bench's."""

from django.urls import path

from colletta import urls_public
from tests.bench import paths, views

urlpatterns = [path(paths.EMPTY[1:], views.empty), *urls_public.urlpatterns]
handler403, handler404, handler500 = urls_public.handler403, urls_public.handler404, urls_public.handler500
