"""The words for topics, wishes and states: one place each."""

from django.utils.translation import gettext_lazy as _

from apps.notifications.states import MessageState, Topic, Wish

TOPICS = {
    Topic.ACCOUNT: _("Accesso e profilo"),
    Topic.DONATIONS: _("Donazioni, rimborsi e ricevute"),
    Topic.CAMPAIGNS: _("Campagne che segui"),
    Topic.NEIGHBOURHOOD: _("Novità del quartiere"),
    Topic.OFFICE: _("Lavoro dell'ufficio"),
}
TOPIC_NOTES = {
    Topic.CAMPAIGNS: _("Aggiornamenti, risposte ed esiti delle campagne che segui."),
    Topic.NEIGHBOURHOOD: _("Che cosa succede nei quartieri che segui."),
}
WISHES = {
    Wish.IMMEDIATE: _("Subito, un'e-mail per ogni novità"),
    Wish.DIGEST: _("Un riepilogo alla settimana"),
    Wish.NONE: _("Nessuna e-mail"),
}
STATES = {
    MessageState.QUEUED: _("In partenza"),
    MessageState.HELD: _("Nel prossimo riepilogo"),
    MessageState.SENT: _("Inviato"),
    MessageState.DIGESTED: _("Inviato nel riepilogo"),
    MessageState.FAILED: _("Non riuscito"),
    MessageState.BOUNCED: _("Indirizzo inesistente"),
    MessageState.SUPPRESSED: _("Non inviato"),
}
TONES = {
    MessageState.QUEUED: "waiting",
    MessageState.HELD: "neutral",
    MessageState.SENT: "success",
    MessageState.DIGESTED: "success",
    MessageState.FAILED: "danger",
    MessageState.BOUNCED: "danger",
    MessageState.SUPPRESSED: "neutral",
}
