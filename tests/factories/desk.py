"""The pages of a campaign on its proponent's desk."""

PAGES = (
    "testi/",
    "immagini/",
    "bilancio/",
    "persone/",
    "documenti/",
    "traduzioni/",
    "traduzioni/en/",
    "ricompense/",
    "ricompense/nuova/",
    "pubblica/",
    "aggiornamenti/",
    "aggiornamenti/nuovo/",
    "donatori/",
)
