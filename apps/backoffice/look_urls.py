"""Addresses of the look's desk in the city's office; their names are the office's."""

from django.urls import path

from apps.backoffice.views import look, look_domains, look_parts, look_texts

urlpatterns = [
    path("", look.overview, name="look"),
    path("anteprima/", look.start_preview, name="look_preview"),
    path("anteprima/esci/", look.stop_preview, name="look_preview_stop"),
    path("pubblica/", look.publish, name="look_publish"),
    path("scarta/", look.discard, name="look_discard"),
    path("versioni/<int:number>/ripristina/", look.restore, name="look_restore"),
    path("identita/", look_parts.identity, name="look_identity"),
    path("colori/", look_parts.colours, name="look_colours"),
    path("contatti/", look_parts.contacts, name="look_contacts"),
    path("cofinanziamento/", look_parts.cofunding, name="look_cofunding"),
    path("donazioni/", look_parts.giving, name="look_giving"),
    path("testi/", look_texts.texts, name="look_texts"),
    path("testi/<str:kind>/", look_texts.text, name="look_text"),
    path("domini/", look_domains.domains, name="look_domains"),
    path("domini/<int:claim_id>/verifica/", look_domains.verify, name="look_domain_verify"),
    path("domini/<int:claim_id>/rimuovi/", look_domains.remove, name="look_domain_remove"),
    path("domini/principale/<str:domain>/", look_domains.make_primary, name="look_domain_primary"),
]
