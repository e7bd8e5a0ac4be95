"""Addresses of the citizens' pages."""

from django.urls import path

from apps.portal.views import (
    calls,
    campaigns,
    decisions,
    donations,
    giving,
    home,
    promises,
    receipts,
    refunds,
    statements,
    transfers,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("bandi/", calls.listing, name="call_list"),
    path("bandi/<slug:slug>/", calls.detail, name="call"),
    path("campagne/", campaigns.listing, name="campaign_list"),
    path("campagne/<slug:slug>/", campaigns.detail, name="campaign"),
    path("campagne/<slug:slug>/dona/", giving.donate, name="donate"),
    path("campagne/<slug:slug>/dona/bonifico/", transfers.give, name="donate_transfer"),
    path("donazioni/<str:token>/bonifico/", transfers.instructions, name="transfer"),
    path("donazioni/<str:token>/bonifico/qr.svg", transfers.qr_code, name="transfer_qr"),
    path("donazioni/<str:token>/bonifico/annulla/", transfers.withdraw, name="transfer_withdraw"),
    path("donazioni/<str:token>/", donations.donation, name="donation"),
    path("donazioni/<str:token>/grazie/", donations.thanks, name="thanks"),
    path("donazioni/<str:token>/promessa/completa/", promises.complete, name="promise_complete"),
    path("donazioni/<str:token>/promessa/carta/", promises.change_card, name="promise_card"),
    path("donazioni/<str:token>/promessa/ritira/", promises.withdraw, name="promise_withdraw"),
    path("donazioni/<str:token>/ritira/", refunds.take_back, name="take_back"),
    path("rimborsi/<str:token>/", refunds.account, name="refund_account"),
    path("donazioni/<str:token>/ricevuta/", receipts.receipt, name="receipt"),
    path("donazioni/<str:token>/ricevuta.pdf", receipts.receipt_pdf, name="receipt_pdf"),
    path("ricevute/", receipts.summary, name="summary"),
    path("ricevute/richiesta/", receipts.summary_asked, name="summary_asked"),
    path("ricevute/<str:token>/", receipts.summary_list, name="summary_list"),
    path("ricevute/<str:token>/riepilogo.pdf", receipts.summary_pdf, name="summary_pdf"),
    path("ricevute/<str:token>/<int:receipt_id>.pdf", receipts.summary_receipt, name="summary_receipt"),
    path("decisioni/<int:decision_id>/", decisions.decision, name="decision"),
    path("decisioni/<int:decision_id>/record.json", decisions.record, name="decision_record"),
    path("accessibilita/", statements.accessibility, name="page_accessibility"),
    path("privacy/", statements.privacy, name="page_privacy"),
    path("note-legali/", statements.legal, name="page_legal"),
    path("domande-frequenti/", statements.faq, name="page_faq"),
    path("segnalazioni/", statements.report, name="page_report"),
]
