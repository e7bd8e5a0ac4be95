"""Addresses of refunds by bank transfer; their names are the office's."""

from django.urls import path

from apps.backoffice.views import bank_refunds

urlpatterns = [
    path("", bank_refunds.listing, name="bank_refunds"),
    path("<int:bank_refund_id>/", bank_refunds.detail, name="bank_refund"),
    path("file/<int:organisation_id>/prepara/", bank_refunds.export, name="bank_batch_export"),
    path("file/<int:batch_id>.xml", bank_refunds.download, name="bank_batch_file"),
    path("file/<int:batch_id>/annulla/", bank_refunds.cancel, name="bank_batch_cancel"),
]
