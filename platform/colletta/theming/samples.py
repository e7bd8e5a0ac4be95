"""Invented content of the living style page: one example of each component."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from apps.districts.rules import drawing

CAMPAIGN: dict[str, Any] = {
    "title": "Un cinema sotto le stelle in campo",
    "path": "/stile/#cinema",
    "summary": "Dieci sere di proiezioni gratuite, con sottotitoli e posti riservati a chi ha difficoltà a muoversi.",
    "place": "Quartiere Est",
    "area": "Cultura e reti sociali",
    "icon": "it-video",
    "key": "cinema",
    "state": "open",
    "state_label": "Raccolta aperta",
    "ends": "Mancano 12 giorni",
    "raised_cents": 312_050,
    "threshold_cents": 500_000,
    "match_cents": 0,
    "cost_cents": 1_000_000,
}
REACHED = CAMPAIGN | {
    "title": "La bottega delle riparazioni: oggetti che tornano a vivere e persone che imparano un mestiere",
    "path": "/stile/#bottega",
    "icon": "it-tool",
    "key": "bottega",
    "city": "Comune di esempio",
    "state": "reached",
    "state_label": "Soglia raggiunta",
    "raised_cents": 655_000,
    "match_cents": 345_000,
}
FAILED = CAMPAIGN | {
    "title": "Orto di via dei Tigli",
    "path": "/stile/#orto",
    "icon": "it-map-marker-circle",
    "key": "orti",
    "state": "not_funded",
    "state_label": "Non finanziata, rimborsi inviati",
    "ends": "",
    "raised_cents": 61_000,
    "threshold_cents": 400_000,
    "cost_cents": 800_000,
}
STATES = [
    ("open", "Raccolta aperta"),
    ("waiting", "In attesa della dotazione"),
    ("funded", "Finanziata"),
    ("not_funded", "Non finanziata"),
    ("closed", "Chiusa"),
]

SCREENS = ["Importo", "Dati", "Conferma"]
SECTIONS = [
    {"label": "Il progetto", "path": "#progetto", "current": True},
    {"label": "Il bilancio", "path": "#bilancio"},
    {"label": "Aggiornamenti", "path": "#aggiornamenti"},
]
TIMELINE = [
    {"when": datetime(2021, 1, 12, tzinfo=UTC), "title": "Proposta ammessa", "state": "done"},
    {"when": datetime(2021, 2, 18, tzinfo=UTC), "title": "Raccolta aperta", "state": "now", "text": "Fino al 18/03."},
    {"title": "Realizzazione", "state": "next"},
]
_DRAWING = {"src": "/stemma.svg", "srcset": "/stemma.svg 64w", "width": 64, "height": 76, "sources": []}
GALLERY = [
    {"picture": {**_DRAWING, "alt": "Lo stemma della città"}, "caption": "Un disegno al posto di una fotografia"},
    {"picture": {**_DRAWING, "alt": "Lo stemma della città, un'altra volta"}},
]

TRAIL = [
    {
        "what": "Titolo del bando cambiato",
        "at": datetime(2021, 2, 18, 11, 0, tzinfo=UTC),
        "actor": "ufficio@example.org",
        "changes": [{"label": "Titolo", "before": "Bando", "after": "Bando per i quartieri"}],
    },
    {
        "what": "Dotazione aumentata",
        "at": datetime(2021, 1, 12, 9, 0, tzinfo=UTC),
        "actor": "la piattaforma",
        "facts": [("Importo", "€ 50.000,00")],
    },
]
WORKS = [
    {"label": "Ricevute di «Un cinema sotto le stelle»", "path": "/stile/#lavori", "done": 120, "total": 300},
    {"label": "Abbinamento di un estratto conto", "path": "/stile/#fine", "done": 8, "total": 8, "is_over": True},
]


class SampleForm(forms.Form):
    """A form with every kind of field."""

    amount = forms.ChoiceField(
        label="Quanto vuoi donare?",
        choices=[("1000", "€ 10"), ("2500", "€ 25"), ("5000", "€ 50"), ("10000", "€ 100")],
        widget=forms.RadioSelect,
    )
    other = forms.CharField(label="Un altro importo", required=False, help_text="In euro, per esempio 35,50.")
    email = forms.EmailField(label="E-mail", help_text="Ti mandiamo la conferma e il collegamento alla tua donazione.")
    district = forms.ChoiceField(label="Quartiere", choices=[("", "Scegli"), ("1", "Centro"), ("2", "Est")])
    message = forms.CharField(label="Messaggio ai proponenti", required=False, widget=forms.Textarea)
    anonymous = forms.BooleanField(label="Non mostrare il mio nome", required=False)
    terms = forms.BooleanField(label="Ho letto l'informativa sulla privacy")


_WEST = [[9.0, 45.0], [9.1, 45.02], [9.1, 45.06], [9.0, 45.06]]
_EAST = [[9.1, 45.02], [9.2, 45.0], [9.2, 45.06], [9.1, 45.06]]
DISTRICTS: list[tuple[str, dict[str, Any], float, float]] = [
    ("Zona ovest", {"type": "Polygon", "coordinates": [_WEST]}, 45.04, 9.05),
    ("Zona est", {"type": "Polygon", "coordinates": [_EAST]}, 45.04, 9.15),
]


def context() -> dict[str, Any]:
    """Return everything that the style page shows."""
    return {
        "crumbs": [{"label": "Progetto", "path": "/stile/"}, {"label": "Componenti", "path": ""}],
        "campaigns": [CAMPAIGN, REACHED, FAILED],
        "reached": REACHED,
        "states": STATES,
        "empty_form": SampleForm(auto_id="vuoto_%s"),
        "wrong_form": SampleForm({"amount": "3", "email": "maria@", "other": ""}, auto_id="errato_%s"),
        "page_obj": Paginator(range(120), 12).page(3),
        "screens": SCREENS,
        "sections": SECTIONS,
        "timeline": TIMELINE,
        "gallery": GALLERY,
        "trail": TRAIL,
        "works": WORKS,
        "district_drawing": drawing.draw(DISTRICTS),
        "moment": datetime(2021, 2, 18, 11, 0, tzinfo=UTC),
        "details": [
            {"term": "CUP", "value": "F79G17000650007"},
            {"term": "Soglia", "value": "50%", "note": "del costo totale"},
        ],
        "steps": [
            {"title": "Scegli una campagna", "text": "Ogni progetto ha superato la selezione del Comune."},
            {"title": "Dona quanto vuoi", "text": "Bastano pochi euro e meno di un minuto, anche dal telefono."},
            {"title": "Il Comune aggiunge la sua parte", "text": "Se la soglia non si raggiunge, rimborsiamo tutti."},
        ],
        "figures": [
            {"figure": "18", "label": "progetti finanziati"},
            {"figure": "1.164", "label": "donatori"},
            {"figure": "€ 89.378", "label": "raccolti"},
        ],
        "user_text": "Il **nostro** progetto:\n\n* proiezioni\n* incontri\n\n[Il sito](https://example.org)",
        "demo_clock": "sono le 12:00 del 18/02/2021",
    }
