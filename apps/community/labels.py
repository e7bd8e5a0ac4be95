"""Reasons, acts and states in the words of people."""

from django.utils.translation import gettext_lazy as _

from apps.community.states import FollowKind, Reason, State, Verb, What

REASONS = {
    Reason.OFFENSIVE: _("Offende o minaccia"),
    Reason.PERSONAL_DATA: _("Contiene dati personali"),
    Reason.OFF_TOPIC: _("Non riguarda il progetto o il quartiere"),
    Reason.ADVERTISING: _("È pubblicità"),
    Reason.FALSE: _("Dice cose non vere"),
    Reason.UNLAWFUL: _("Può violare la legge"),
}
VERBS = {
    Verb.APPROVE: _("Approvato"),
    Verb.HIDE: _("Nascosto"),
    Verb.RESTORE: _("Rimesso in vista"),
    Verb.CONFIRM: _("Resta nascosto dopo la contestazione"),
}
STATES = {
    State.VISIBLE: _("Pubblicato"),
    State.HELD: _("In attesa di verifica"),
    State.HIDDEN: _("Nascosto"),
    State.WITHDRAWN: _("Ritirato"),
}
TONES = {State.VISIBLE: "success", State.HELD: "waiting", State.HIDDEN: "danger", State.WITHDRAWN: "neutral"}
WHATS = {What.COMMENT: _("Commento"), What.QUESTION: _("Domanda")}
FOLLOWED = {
    FollowKind.CAMPAIGN: _("Campagna"),
    FollowKind.DISTRICT: _("Quartiere"),
    FollowKind.CALL: _("Bando"),
    FollowKind.AREA: _("Tema"),
}
GONE = _("Persona che ha lasciato il portale")
