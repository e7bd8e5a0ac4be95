"""Kinds and states of tickets in the words of people."""

from django.utils.translation import gettext_lazy as _

from apps.feedback.states import TicketKind, TicketState

KINDS = {
    TicketKind.ACCESSIBILITY: _("Accessibilità: non riesco a leggere o a usare una pagina"),
    TicketKind.PROBLEM: _("Problema del sito, o di una donazione"),
    TicketKind.PRIVACY: _("Privacy e dati personali"),
    TicketKind.OTHER: _("Altro"),
}
SHORT_KINDS = {
    TicketKind.ACCESSIBILITY: _("Accessibilità"),
    TicketKind.PROBLEM: _("Problema"),
    TicketKind.PRIVACY: _("Privacy"),
    TicketKind.OTHER: _("Altro"),
}
STATES = {
    TicketState.NEW: _("Ricevuta"),
    TicketState.ASSIGNED: _("In lavorazione"),
    TicketState.ANSWERED: _("Ha una risposta"),
    TicketState.CLOSED: _("Chiusa"),
}
TONES = {
    TicketState.NEW: "info",
    TicketState.ASSIGNED: "waiting",
    TicketState.ANSWERED: "success",
    TicketState.CLOSED: "neutral",
}
