"""The words of a decision in Italian."""

from apps.matching.rules.decision import Limit, Outcome, Phase
from apps.matching.rules.per_donation import MatchReason

PHASE_LABELS: dict[Phase, str] = {
    Phase.ROUND: "Verifica del minimo, alla fine del primo turno",
    Phase.PROVISIONAL: "Esito provvisorio, alla scadenza della raccolta",
    Phase.DEFINITIVE: "Esito definitivo",
    Phase.ROLLOVER: "Scorrimento: nuovi soldi disponibili nella dotazione",
}
OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.NOT_REACHED: "Soglia non raggiunta",
    Outcome.GRANTED: "Soglia raggiunta: spetta l'intero contributo",
    Outcome.GRANTED_IN_PART: "Soglia raggiunta: la dotazione copre una parte del contributo",
    Outcome.WAITING: "Soglia raggiunta: la dotazione è esaurita, la campagna è in lista d'attesa",
    Outcome.NOTHING_DUE: "Soglia raggiunta: {giver} non deve aggiungere soldi",
}
LIMIT_LABELS: dict[Limit, str] = {
    Limit.TOO_LITTLE_MONEY: "Le donazioni che contano sono meno della soglia.",
    Limit.TOO_FEW_DONORS: "I donatori diversi sono meno di quelli che il bando chiede.",
    Limit.CAP: "Il contributo è il massimo che il bando dà a un progetto.",
    Limit.POOL_SHORT: "Nella dotazione del bando non c'erano abbastanza soldi liberi.",
}
MATCH_LABELS: dict[MatchReason, str] = {
    MatchReason.MATCHED: "aggiunta intera",
    MatchReason.BOOSTED: "aggiunta con il moltiplicatore",
    MatchReason.DONOR_MAXIMUM: "aggiunta fino al massimo per donatore",
    MatchReason.PROJECT_MAXIMUM: "aggiunta fino al massimo per progetto",
    MatchReason.NOT_THE_FIRST: "nessuna aggiunta: non è la prima donazione di questa persona",
    MatchReason.NOT_COUNTED: "",
}
