"""The kinds of message: name for the office, topic, and the sample from which the variables are known."""

from dataclasses import dataclass, field
from typing import Any

from apps.notifications.states import Topic


@dataclass(frozen=True)
class Kind:
    """One kind of message; the words of a `secret` one are for its reader alone, not even for the office."""

    label: str
    topic: Topic
    sample: dict[str, Any] = field(default_factory=dict)
    secret: bool = False

    @property
    def may_be_reworded(self) -> bool:
        """Whether the office may write it its own way: not what guards an account or a gift, nor its own mail."""
        return bool(self.sample) and not self.secret and self.topic not in (Topic.OFFICE, Topic.ACCOUNT)


DIGEST = "digest"
"""The kind that carries what waits for the digest: it waits for nothing itself."""

_GIFT: dict[str, Any] = {
    "name": "Ada Rossi",
    "campaign": "Un orto in via dei Tigli",
    "amount_cents": 25_00,
    "path": "/donazioni/esempio/",
}
_TRANSFER = {
    **_GIFT,
    "beneficiary": "Associazione Orti Aperti",
    "iban": "IT60X0542811101000000123456",
    "reference": "CV7K2M",
    "last_day": "2027-02-18",
}
_RECEIPT = {**_GIFT, "receipt": "12/2027", "issuer": "Associazione Orti Aperti"}
_BODY = {"campaign": "Un orto in via dei Tigli", "path": "/campagne/orto/"}

_TICKET = {"ticket": "12/2027", "last_day": "2027-02-18", "text": "Ora la pagina si legge.", "path": "/"}

_COMMUNITY = {
    "approved": "Commento pubblicato",
    "confirmed": "Decisione su un commento confermata",
    "hidden": "Commento nascosto",
    "restored": "Commento di nuovo visibile",
}
_ACCOUNT = {
    "already_exists": "Profilo che c'è già",
    "connected": "Identità collegata",
    "data_ready": "Copia dei dati pronta",
    "deletion_asked": "Cancellazione del profilo chiesta",
    "deletion_done": "Profilo cancellato",
    "deletion_stopped": "Cancellazione del profilo ferma",
    "deletion_undone": "Cancellazione del profilo annullata",
    "disconnected": "Identità scollegata",
    "email_changed": "Indirizzo cambiato",
    "email_confirmation": "Conferma dell'indirizzo",
    "email_deleted": "Indirizzo tolto",
    "invitation": "Invito alla gestione",
    "password_changed": "Password cambiata",
    "password_reset": "Password scelta di nuovo",
    "password_reset_key": "Collegamento per la password",
    "password_set": "Password scelta",
    "recovery_codes_generated": "Codici di riserva nuovi",
    "roles": "Ruoli cambiati",
    "totp_activated": "Secondo fattore attivato",
    "totp_deactivated": "Secondo fattore tolto",
    "unknown_account": "Indirizzo senza profilo",
}


def _gift(label: str, **more: Any) -> Kind:
    return Kind(label, Topic.DONATIONS, {**_GIFT, **more})


KINDS: dict[str, Kind] = {
    "donation_collected": _gift("Donazione registrata", announced_cents=None),
    "donation_refunded": _gift("Donazione restituita sulla carta", refund="re_esempio", reason="not_funded"),
    "donation_refunded_by_bank": _gift("Donazione restituita con bonifico", paid_on="2027-02-20", reference="TRN 42"),
    "donation_disputed": _gift("Donazione contestata"),
    "donation_charged_back": _gift("Contestazione persa"),
    "donation_dispute_won": _gift("Contestazione vinta"),
    "name_hidden": _gift("Nome in pubblico nascosto", reason="Offende o minaccia", hidden_name="Il furbo"),
    "name_restored": _gift("Nome in pubblico rimesso in vista", hidden_name="Il furbo"),
    "transfer_instructions": Kind("Dati per il bonifico", Topic.DONATIONS, _TRANSFER),
    "transfer_reminder": Kind("Bonifico che manca", Topic.DONATIONS, _TRANSFER),
    "transfer_expired": Kind("Bonifico mai arrivato", Topic.DONATIONS, _GIFT),
    "transfer_undone": _gift("Abbinamento del bonifico corretto"),
    "promise_saved": _gift("Promessa registrata", card="4242"),
    "promise_withdrawn": _gift("Promessa ritirata"),
    "promise_card_expires": _gift("Carta che scade", card="4242"),
    "promise_refused": _gift("Addebito non riuscito", again_on="2027-02-20"),
    "promise_authenticate": _gift("Conferma chiesta dalla banca"),
    "promise_other_card": _gift("Serve un'altra carta"),
    "promise_lapsed": _gift("Promessa scaduta"),
    "promise_released": _gift("Promessa sciolta, campagna non riuscita"),
    "promise_cancelled": _gift("Promessa sciolta, campagna annullata"),
    "campaign_funded": _gift("Campagna finanziata, ai donatori"),
    "campaign_kept": _gift("Soglia mancata, i fondi restano"),
    "campaign_not_funded": _gift("Soglia mancata, si rimborsa"),
    "campaign_cancelled": _gift("Campagna annullata, ai donatori", reason="Il terreno è stato venduto."),
    "refund_needs_account": _gift("Serve l'IBAN per il rimborso", account_path="/rimborsi/esempio/", is_reminder=False),
    "refund_account_received": _gift("IBAN del rimborso ricevuto", account="IT60 •••• 3456"),
    "receipt_issued": Kind("Ricevuta pronta", Topic.DONATIONS, {**_RECEIPT, "replaces": ""}),
    "receipt_cancelled": Kind(
        "Ricevuta annullata", Topic.DONATIONS, {**_RECEIPT, "cause": "refund", "reason": "la donazione è tornata"}
    ),
    "receipt_summary": Kind(
        "Riepilogo delle ricevute", Topic.DONATIONS, {"name": "Ada Rossi", "year": 2027, "path": "/"}, secret=True
    ),
    "gift_challenge": Kind("Codice per donare", Topic.DONATIONS, {**_GIFT, "code": "123456"}, secret=True),
    "proponent_opened": Kind(
        "Campagna aperta, al proponente", Topic.DONATIONS, {**_BODY, "name": "Orti Aperti", "closes_on": "2027-02-18"}
    ),
    "proponent_reached": Kind("Soglia raggiunta, al proponente", Topic.DONATIONS, {**_BODY, "name": "Orti Aperti"}),
    "proponent_funded": Kind("Campagna finanziata, al proponente", Topic.DONATIONS, {**_BODY, "name": "Orti Aperti"}),
    "proponent_not_funded": Kind(
        "Campagna non finanziata, al proponente", Topic.DONATIONS, {**_BODY, "name": "Orti Aperti"}
    ),
    "proponent_cancelled": Kind(
        "Campagna annullata, al proponente",
        Topic.DONATIONS,
        {**_BODY, "name": "Orti Aperti", "reason": "Il terreno è stato venduto."},
    ),
    "office_outcome": Kind(
        "Esito di una campagna, all'ufficio",
        Topic.OFFICE,
        {
            **_BODY,
            "is_funded": True,
            "keeps_gifts": False,
            "gifts": 15,
            "gathered_cents": 500_00,
            "added_cents": 500_00,
        },
    ),
    "case_opened": Kind(
        "Caso aperto", Topic.OFFICE, {"case": 7, "kind": "Contestazione", "summary": "Una donazione è contestata."}
    ),
    "digest": Kind(
        "Riepilogo settimanale di ciò che una persona segue",
        Topic.NEIGHBOURHOOD,
        {
            "name": "Ada",
            "items": [{"kind": "begun", "title": "Un orto in via dei Tigli", "detail": "Municipio 4", "path": "/"}],
        },
        secret=True,
    ),
    "campaign_update": Kind(
        "Notizia di una campagna, a chi ha donato",
        Topic.CAMPAIGNS,
        {**_BODY, "update": "Si semina", "text": "Da lunedì si lavora la terra."},
    ),
    "follow_update": Kind(
        "Notizia di una campagna, a chi la segue", Topic.CAMPAIGNS, {**_BODY, "name": "Ada", "update": "Si semina"}
    ),
    "follow_reached": Kind("Soglia raggiunta, a chi segue", Topic.CAMPAIGNS, {**_BODY, "name": "Ada"}),
    "follow_ended": Kind("Raccolta finita, a chi segue", Topic.CAMPAIGNS, {**_BODY, "name": "Ada", "state": "funded"}),
    "community_answer": Kind("Risposta a una domanda, a chi l'ha fatta", Topic.CAMPAIGNS, {**_BODY, "name": "Ada"}),
    **{f"community_{name}": Kind(label, Topic.ACCOUNT) for name, label in _COMMUNITY.items()},
    **{f"account_{name}": Kind(label, Topic.ACCOUNT, secret=True) for name, label in _ACCOUNT.items()},
    **{
        f"ticket_{name}": Kind(label, Topic.ACCOUNT, _TICKET)
        for name, label in {
            "received": "Segnalazione ricevuta, a chi l'ha scritta",
            "answered": "Risposta a una segnalazione",
            "closed": "Segnalazione chiusa",
        }.items()
    },
    **{
        f"ticket_{name}": Kind(label, Topic.OFFICE, {**_TICKET, "about": "Accessibilità"})
        for name, label in {
            "opened": "Segnalazione nuova, all'ufficio",
            "written": "Altre parole in una segnalazione, all'ufficio",
            "assigned": "Segnalazione assegnata, a chi se ne occupa",
            "due": "Segnalazione che aspetta, all'ufficio",
        }.items()
    },
    "onboarding/invitation": Kind("Invito alla gestione", Topic.ACCOUNT, {"name": "Ada", "path": "/"}, secret=True),
}
