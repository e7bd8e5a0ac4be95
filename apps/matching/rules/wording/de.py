"""The rules in German."""

from functools import partial

from apps.calls.rules.vocabulary import Channel, DonorKind, PoolOwner, Relation
from apps.matching.rules.wording.parts import Giver, Language, euro_after

LANGUAGE = Language(
    code="de",
    givers={
        PoolOwner.MUNICIPALITY: Giver("die Gemeinde", "Die Gemeinde", "der Gemeinde", "von der Gemeinde"),
        PoolOwner.NATIONAL: Giver(
            "der nationale Fonds", "Der nationale Fonds", "des nationalen Fonds", "vom nationalen Fonds"
        ),
    },
    channels={
        Channel.ONLINE: "Online-Spenden",
        Channel.BANK_TRANSFER: "Überweisungen",
        Channel.OFFLINE: "persönlich übergebene und verzeichnete Spenden",
    },
    donors={
        DonorKind.NATURAL_PERSON: "Personen",
        DonorKind.LEGAL_ENTITY: "Unternehmen, Vereinen und Organisationen",
    },
    relations={
        Relation.PROPONENT: "des Projektträgers",
        Relation.RELATED_PARTY: "ihm nahestehender Personen",
    },
    euro=partial(euro_after, thousands="."),
    one_euro="einen Euro",
    hours=("einer Stunde", "{count} Stunden"),
    days=("einen Tag", "{count} Tage"),
    conjunction=" und ",
    phrases={
        "threshold": (
            "Die Schwelle liegt bei {share} der Projektkosten: So viel müssen die Spenden mindestens erreichen."
        ),
        "minimum": "Ein Projekt gelingt, wenn die Spenden und das Geld {of} zusammen die Mindestkosten decken.",
        "first_round": "Die ersten {days} Tage gelten dem Mindestbetrag: Wird er nicht erreicht, endet die Sammlung.",
        "next_rounds": "Ist er erreicht, geht die Sammlung weitere {days} Tage weiter, bis zum Bestbetrag.",
        "no_money": "{Giver} gibt kein Geld dazu: Das Projekt erhält die Spenden der Bürgerinnen und Bürger.",
        "if_reached": "Erreicht das Projekt die Schwelle, gibt {giver} Geld dazu.",
        "first_donation": "Nur die erste Spende jeder Person an jedes Projekt zählt dafür.",
        "per_donor": "Zu den Spenden einer Person gibt {giver} höchstens {sum} dazu.",
        "per_project": "{Giver} gibt jedem Projekt höchstens {sum}.",
        "per_category": "Ein Projekt der Kategorie „{category}“ erhält höchstens {sum}.",
        "pool": "Für die ganze Ausschreibung stellt {giver} {sum} bereit.",
        "freed": "Wird Geld frei, geht es nach derselben Regel an die Projekte auf der Warteliste.",
        "exact_sum": "Die genaue Summe wird am Ende berechnet: nach dem eingegangenen, nicht nach dem zugesagten Geld.",
        "each_gift_aside": "Mit jeder eingegangenen Spende reserviert {giver} sofort den Beitrag dazu.",
        "gifts_in_order": "Die Spenden werden in der Reihenfolge ihres Eingangs bedient, und diese ist öffentlich.",
        "each_project_aside": "Erreicht ein Projekt die Schwelle, reserviert {giver} sofort das Geld dafür.",
        "projects_in_order": (
            "Das Geld geht an die Projekte in der Reihenfolge, in der sie die Schwelle erreichen, solange es reicht."
        ),
        "judged_together": "{Giver} prüft die Schwelle, wenn die Kampagnen enden.",
        "decided_together": "Über Projekte mit demselben Ende wird gemeinsam entschieden.",
        "judged_at_close": "{Giver} prüft die Schwelle, wenn die Kampagne endet.",
        "in_order_of_closing": (
            "Das Geld geht an die Projekte in der Reihenfolge, in der ihre Kampagnen enden, solange es reicht."
        ),
        "channels": "Was zählt: {which}.",
        "net": "Jede Spende zählt ohne die Gebühr der Zahlung.",
        "donor_kinds": "Es zählen nur Spenden von {which}.",
        "excluded": "Das Geld {which} zählt nicht.",
        "proponent_counts": "Auch das eigene Geld des Projektträgers zählt.",
        "donor_ceiling": "Die Spenden einer Person zählen bis zu {sum}.",
        "distinct_donors": "Es braucht mindestens {donors} verschiedene Personen, die spenden.",
        "charged_now": "Eine Spende wird sofort abgebucht.",
        "charged_on_success": (
            "Wer spendet, hinterlegt die Karte: Abgebucht wird nur, wenn die Spendenzusagen für die Schwelle reichen."
        ),
        "promise_counts": "Eine Spendenzusage zählt erst, wenn ihr Geld eingegangen ist.",
        "kept": "Gelingt das Projekt nicht, behält der Projektträger die Spenden trotzdem.",
        "kept_no_match": "In diesem Fall gibt {giver} nichts dazu.",
        "given_back": "Gelingt das Projekt nicht, geht jede Spende ganz an die Person zurück, die gespendet hat.",
        "refund_fees": "Die Gebühren der Rückerstattungen trägt die Gemeinde.",
        "late": "Nach dem Ende warten wir höchstens {days} auf schon begonnene Zahlungen.",
        "campaign_days": "Jede Kampagne dauert {days} Tage.",
        "min_donation": "Die kleinste Spende beträgt {sum}.",
        "min_cost": "Ein Projekt kostet mindestens {sum}.",
        "max_cost": "Ein Projekt kostet höchstens {sum}.",
        "boost_after": "Für die Dauer von {length}, ab {start} nach Beginn, kommen für jeden Euro {adds} dazu.",
        "boost_from": (
            "Für die Dauer von {length}, ab {start:%d.%m.%Y um %H:%M} Uhr, kommen für jeden Euro {adds} dazu."
        ),
        "boost_announced": (
            "Für die Dauer von {length}, zu einer noch bekannt zu gebenden Zeit, kommen für jeden Euro {adds} dazu."
        ),
    },
)
