"""The words of a decision, Italian; the page says them in its reader's language."""

from django.utils.translation import gettext_noop as _

from apps.matching.rules.decision import Limit, Outcome, Phase
from apps.matching.rules.per_donation import MatchReason

PHASE_LABELS: dict[Phase, str] = {
    Phase.ROUND: _("Verifica del minimo, alla fine del primo turno"),
    Phase.PROVISIONAL: _("Esito provvisorio, alla scadenza della raccolta"),
    Phase.DEFINITIVE: _("Esito definitivo"),
    Phase.ROLLOVER: _("Scorrimento: nuovi soldi disponibili nella dotazione"),
}
OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.NOT_REACHED: _("Soglia non raggiunta"),
    Outcome.GRANTED: _("Soglia raggiunta: spetta l'intero contributo"),
    Outcome.GRANTED_IN_PART: _("Soglia raggiunta: la dotazione copre una parte del contributo"),
    Outcome.WAITING: _("Soglia raggiunta: la dotazione è esaurita, la campagna è in lista d'attesa"),
    Outcome.NOTHING_DUE: _("Soglia raggiunta: %(giver)s non deve aggiungere soldi"),
}
OUTCOMES_OF_A_MINIMUM: dict[Outcome, str] = {
    Outcome.NOT_REACHED: _("Minimo non raggiunto"),
    Outcome.GRANTED: _("Minimo raggiunto: spetta l'intero contributo"),
    Outcome.GRANTED_IN_PART: _("Minimo raggiunto: la dotazione copre una parte del contributo"),
    Outcome.WAITING: _("Minimo raggiunto: la dotazione è esaurita, la campagna è in lista d'attesa"),
    Outcome.NOTHING_DUE: _("Minimo raggiunto: %(giver)s non deve aggiungere soldi"),
}
LIMIT_LABELS: dict[Limit, str] = {
    Limit.TOO_LITTLE_MONEY: _("Le donazioni che contano sono meno della soglia."),
    Limit.TOO_FEW_DONORS: _("I donatori diversi sono meno di quelli che il bando chiede."),
    Limit.CAP: _("Il contributo è il massimo che il bando dà a un progetto."),
    Limit.POOL_SHORT: _("Nella dotazione del bando non c'erano abbastanza soldi liberi."),
}
LESS_THAN_NEEDED = _("Le donazioni che contano sono meno di quelle che servivano.")
MATCH_LABELS: dict[MatchReason, str] = {
    MatchReason.MATCHED: _("aggiunta intera"),
    MatchReason.BOOSTED: _("aggiunta con il moltiplicatore"),
    MatchReason.DONOR_MAXIMUM: _("aggiunta fino al massimo per donatore"),
    MatchReason.PROJECT_MAXIMUM: _("aggiunta fino al massimo per progetto"),
    MatchReason.NOT_THE_FIRST: _("nessuna aggiunta: non è la prima donazione di questa persona"),
    MatchReason.NOT_COUNTED: "",
}
