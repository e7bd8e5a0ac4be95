"""Instants and numbers inside sentences, in Italy's time zone."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.portal.presenters import words

MIDNIGHT_IN_ITALY = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)


def test_a_deadline_at_midnight_is_the_end_of_the_day_before() -> None:
    assert words.until(MIDNIGHT_IN_ITALY).replace("\u00a0", " ") == "entro la fine del 05/03/2026"
    assert words.last_day(MIDNIGHT_IN_ITALY) == "05/03/2026"


def test_a_deadline_during_the_day_says_its_hour() -> None:
    noon = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert words.until(noon).replace("\u00a0", " ") == "entro le 12:00 del 01/07/2026"
    assert words.last_day(noon) == "01/07/2026"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(days=12), "Mancano 11 giorni"),
        (timedelta(days=1, hours=1), "Manca un giorno"),
        (timedelta(hours=23), "È l'ultimo giorno"),
        (timedelta(seconds=1), "È l'ultimo giorno"),
        (timedelta(0), "La raccolta è chiusa"),
    ],
)
def test_the_time_left_counts_whole_local_days(before: timedelta, said: str) -> None:
    assert words.time_left(MIDNIGHT_IN_ITALY, MIDNIGHT_IN_ITALY - before) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "nessuna donazione"), (1, "una donazione"), (1_164, "1.164 donazioni")]
)
def test_gifts_are_counted_in_words(count: int, said: str) -> None:
    assert words.gifts(count) == said


@pytest.mark.parametrize(("cents", "said"), [(500_000, "€ 5.000"), (499_950, "€ 4.999,50"), (0, "€ 0")])
def test_an_amount_in_a_sentence_has_cents_only_when_there_are_some(cents: int, said: str) -> None:
    assert words.euro(cents).replace("\u00a0", " ") == said
