"""The standing public pages of a city's portal: the one table behind the site map, sitemap.xml and the search."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class StandingPage:
    """A page that every city has: where it stands on the site map, its address, name, and what it is about."""

    group: str
    path: str
    title: str | Promise
    about: str | Promise


PROJECTS, NEIGHBOURHOOD, SERVICES, TRUST, DESKS = "projects", "neighbourhood", "services", "trust", "desks"
GROUPS: dict[str, str | Promise] = {
    PROJECTS: _("Progetti e bandi"),
    NEIGHBOURHOOD: _("Quartieri e mappa"),
    SERVICES: _("Servizi per chi dona"),
    TRUST: _("Informazioni e trasparenza"),
    DESKS: _("Con il tuo profilo"),
}
PAGES = (
    StandingPage(PROJECTS, "/", _("Pagina iniziale"), _("Le campagne aperte e come funziona il crowdfunding civico.")),
    StandingPage(PROJECTS, "/campagne/", _("Campagne"), _("Tutti i progetti, con filtri per tema, quartiere e stato.")),
    StandingPage(NEIGHBOURHOOD, "/quartieri/", _("Quartieri"), _("Ogni zona della città: progetti e notizie.")),
    StandingPage(PROJECTS, "/bandi/", _("Bandi"), _("I bandi del Comune, le regole e la dotazione di ognuno.")),
    StandingPage(
        NEIGHBOURHOOD, "/mappa/", _("Mappa dei progetti"), _("Dove sono i progetti, quartiere per quartiere.")
    ),
    StandingPage(PROJECTS, "/cerca/", _("Cerca"), _("Cerca fra campagne, bandi, aggiornamenti e pagine.")),
    StandingPage(
        SERVICES, "/ricevute/", _("Le mie ricevute"), _("Ricevute delle donazioni per la dichiarazione dei redditi.")
    ),
    StandingPage(
        SERVICES,
        "/avvisi/",
        _("Calendari e notizie"),
        _("Scadenze in calendario (iCalendar) e novità nei lettori di notizie (Atom)."),
    ),
    StandingPage(
        TRUST, "/come-funziona/", _("Come funziona"), _("Il crowdfunding civico con le regole dei bandi aperti.")
    ),
    StandingPage(
        TRUST,
        "/domande-frequenti/",
        _("Domande frequenti"),
        _("Come funziona: donazioni, soglia, rimborso, ricevuta, pagamento con carta o bonifico."),
    ),
    StandingPage(
        TRUST, "/segnalazioni/", _("Segnalazioni e assistenza"), _("A chi scrivere per un problema o un disservizio.")
    ),
    StandingPage(TRUST, "/accessibilita/", _("Accessibilità"), _("Dichiarazione di accessibilità del portale.")),
    StandingPage(TRUST, "/privacy/", _("Informativa privacy"), _("Quali dati personali si conservano e perché.")),
    StandingPage(TRUST, "/note-legali/", _("Note legali"), _("Condizioni d'uso e responsabilità.")),
    StandingPage(
        DESKS,
        "/area/",
        _("Area personale"),
        _("Le mie donazioni, i rimborsi, che cosa seguo, gli avvisi e i miei dati."),
    ),
    StandingPage(
        DESKS,
        "/proponenti/",
        _("Chi propone un progetto"),
        _("Testi, immagini, ricompense, aggiornamenti e risposte della tua campagna."),
    ),
    StandingPage(TRUST, "/mappa-del-sito/", _("Mappa del sito"), _("Tutte le pagine del portale.")),
)
