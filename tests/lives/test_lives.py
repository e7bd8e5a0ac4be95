"""Whole lives of campaigns, by the real services on PostgreSQL: whatever happens in them, no cent is lost or twice.

After every step the sentences of money.md are held against the rows (`invariants`); at the end of each life the ledger
is proved and held against the processor's own books. A life that fails is printed step by step; the number of its test
is its seed, so it fails again.
"""

import time
from pathlib import Path
from typing import Any

import pytest

from tests.lives import worlds
from tests.lives.running import live

CHUNKS, LIVES = 8, 250
SEEDS_APART = 1_000


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def run(first_seed: int, lives: int, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    begun_at = time.monotonic()
    told = live(first_seed, lives, patch)
    with capsys.disabled():
        seconds = time.monotonic() - begun_at
        print(f"\nlives from seed {first_seed}: {told['lives']} lives, {told['steps']} steps, {seconds:.0f} s")
    assert told["lives"] >= lives


def test_a_few_lives_keep_every_cent(
    milano: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(0, 32, monkeypatch, capsys)


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(1, CHUNKS + 1))
def test_two_thousand_lives_keep_every_cent(
    milano: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], chunk: int
) -> None:
    run(chunk * SEEDS_APART, LIVES, monkeypatch, capsys)


def test_the_lives_know_every_kind_of_rule() -> None:
    """Each word of the rules' vocabulary that decides about money stands in some world."""
    documents = [worlds.document(name) for name in worlds.RULES]
    for field, words in {
        "kind": {"threshold", "per_donation"},
        "base": {"remaining_cost", "fixed_share", "capped_remaining"},
        "exhaustion": {"first_come_whole", "ranking", "pro_rata"},
        "judged": {"at_close"},
        "on_failure": {"keep"},
        "collection": {"charge_on_success"},
    }.items():
        assert words <= {str(document.get(field)) for document in documents}
