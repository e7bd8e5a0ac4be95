"""Statements are read once, lines are kept once, and gifts are paid by lines: real database, no processor."""

from datetime import timedelta

import pytest

from apps.banking import services as banking
from apps.banking.models import BankAccount, BankStatement, StatementLine
from apps.banking.sample import camt053
from apps.banking.services import AccountTaken, DecisionRefused, StatementKnown, Upload
from apps.banking.states import LineState, StatementFormat
from apps.campaigns.models import Campaign
from apps.cases import selectors as cases
from apps.cases.states import CaseKind
from apps.donations.models import Donation, LineMatch
from apps.donations.services import TransferRefused
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.kernel.private_files import FileForgotten
from apps.ledger import selectors as ledger
from apps.matching.services import transfers
from apps.notifications.models import Message
from apps.people.services import WrongIban
from tests.banking import bank
from tests.factories import story

ACTOR = "ragioneria@example.org"


def posted(code: str) -> int:
    return ledger.balances([code])[code].posted_cents


def books(campaign: Campaign) -> tuple[int, int]:
    return posted(f"campaign:{campaign.pk}:donations"), posted(f"bank:{campaign.beneficiary_id}")


def test_a_transfer_with_its_reference_and_amount_is_collected_by_itself(
    campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(f"donazione {bank.reference_of(gift).lower()} grazie", 50_00))
    gift = story.read(gift)
    line = bank.only_line()
    assert (gift.state, gift.attempt.charge_id) == (DonationState.COLLECTED, f"transfer:{line.pk}")
    assert (line.state, line.reason) == (LineState.MATCHED, "reference")
    assert books(campaign) == (50_00, 50_00)
    assert ledger.verify() == []


def test_a_transfer_that_crosses_the_threshold_reserves_the_match(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 500_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 500_00))
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at is not None


def test_a_transfer_counts_for_nothing_where_the_call_counts_other_channels(milano: object) -> None:
    campaign = story.make_campaign(story.make_call(), cost_cents=1_000_00)
    account = bank.open_account(campaign.beneficiary)
    gift = bank.announce(campaign, 500_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 500_00))
    campaign.refresh_from_db()
    assert story.read(gift).state == DonationState.COLLECTED
    assert campaign.threshold_reached_at is None


def test_undoing_the_match_that_crossed_the_threshold_takes_the_crossing_back(
    campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 500_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 500_00))
    transfers.undo_match(line_id=bank.only_line().pk, reason="Sbaglio", actor=ACTOR, now=clock.now())
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at is None


def test_the_same_file_is_read_once(account: BankAccount) -> None:
    sha256 = banking.keep_upload(data=camt053(account.iban, [bank.movement("x", 1_00)]), now=clock.now())
    upload = Upload(account.pk, StatementFormat.CAMT053, sha256, "a.xml")
    banking.import_statement(upload=upload, actor=ACTOR, now=clock.now())
    with pytest.raises(StatementKnown):
        banking.import_statement(upload=upload, actor=ACTOR, now=clock.now())


def test_a_line_in_two_overlapping_files_is_kept_and_paid_once(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 50_00)
    paid = bank.movement(bank.reference_of(gift), 50_00)
    bank.bring(account, paid)
    second = bank.bring(account, paid, bank.movement("altro", 7_00))
    assert (second.line_count, second.new_count) == (2, 1)
    assert StatementLine.objects.count() == 2
    assert books(campaign) == (50_00, 50_00)


def test_a_file_of_another_account_is_refused(account: BankAccount) -> None:
    sha256 = banking.keep_upload(data=camt053(bank.new_iban(), [bank.movement("x", 1_00)]), now=clock.now())
    with pytest.raises(banking.StatementRefused, match="altro conto"):
        banking.preview(upload=Upload(account.pk, StatementFormat.CAMT053, sha256, "a.xml"))


def test_a_file_that_nobody_imports_is_removed(account: BankAccount) -> None:
    sha256 = banking.keep_upload(data=camt053(account.iban, []), now=clock.now())
    banking.forget_upload(key=sha256, now=clock.now())
    with pytest.raises(FileForgotten):
        banking.preview(upload=Upload(account.pk, StatementFormat.CAMT053, sha256, "a.xml"))


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "", "0" * 63, "G" * 64])
def test_a_name_that_is_no_hash_opens_no_file(account: BankAccount, sha256: str) -> None:
    with pytest.raises(FileForgotten):
        banking.preview(upload=Upload(account.pk, StatementFormat.CAMT053, sha256, "a.xml"))


def test_another_amount_waits_for_a_person_and_then_what_arrived_is_the_gift(
    campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 45_00))
    line = bank.only_line()
    assert (line.state, line.reason) == (LineState.SUGGESTED, "amount_differs")
    assert story.read(gift).state == DonationState.AWAITING
    transfers.confirm_match(line_id=line.pk, donation_id=gift.pk, ordered_on=None, actor=ACTOR, now=clock.now())
    gift = story.read(gift)
    assert (gift.state, gift.amount_cents, gift.announced_cents) == (DonationState.COLLECTED, 45_00, 50_00)
    assert gift.attempt.amount_cents == 45_00
    assert books(campaign) == (45_00, 45_00)
    assert Message.objects.get(kind="donation_collected").data["announced_cents"] == 50_00


def test_a_reference_with_one_slip_and_a_name_without_reference_are_suggested(
    campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00)
    reference = bank.reference_of(gift)
    slip = reference[:-1] + str((int(reference[-1]) + 1) % 10)
    bank.bring(account, bank.movement(slip, 12_00), bank.movement("per l'orto", 50_00, name="Ada Rossi"))
    assert [(line.state, line.reason) for line in bank.lines()] == [
        (LineState.SUGGESTED, "typo"),
        (LineState.SUGGESTED, "name_and_amount"),
    ]


def test_a_reference_on_the_account_of_another_body_is_never_applied(campaign: Campaign) -> None:
    gift = bank.announce(campaign, 50_00)
    other = bank.open_account(story.make_body())
    bank.bring(other, bank.movement(bank.reference_of(gift), 50_00))
    line = bank.only_line()
    assert (line.state, line.reason) == (LineState.UNMATCHED, "other_account")
    with pytest.raises(TransferRefused):
        transfers.confirm_match(line_id=line.pk, donation_id=gift.pk, ordered_on=None, actor=ACTOR, now=clock.now())


def test_money_that_left_is_no_gift(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), -50_00))
    assert bank.only_line().state == LineState.OUTGOING
    assert story.read(gift).state == DonationState.AWAITING


def test_a_second_transfer_with_one_reference_opens_a_case_and_may_be_one_more_gift(
    campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, *(bank.movement(bank.reference_of(gift), 50_00) for _ in range(2)))
    first, second = bank.lines()
    assert (first.state, second.state) == (LineState.MATCHED, LineState.DOUBLE)
    case = cases.find_case(CaseKind.STATEMENT_LINE, str(second.pk))
    assert case is not None
    assert case.state == "open"
    transfers.accept_double(line_id=second.pk, actor=ACTOR, now=clock.now())
    more = Donation.objects.exclude(pk=gift.pk).get()
    assert (more.state, more.amount_cents, more.donor_key) == (DonationState.COLLECTED, 50_00, gift.donor_key)
    assert books(campaign) == (100_00, 100_00)
    case.refresh_from_db()
    assert case.state == "resolved"
    with pytest.raises(DecisionRefused):
        transfers.accept_double(line_id=second.pk, actor=ACTOR, now=clock.now())


def test_a_second_transfer_may_be_given_back(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, *(bank.movement(bank.reference_of(gift), 50_00) for _ in range(2)))
    transfers.return_double(line_id=bank.lines()[1].pk, actor=ACTOR, now=clock.now())
    assert Donation.objects.exclude(pk=gift.pk).get().state == DonationState.REFUNDING
    assert story.read(gift).state == DonationState.COLLECTED


def test_money_for_a_gift_that_was_withdrawn_opens_a_case(campaign: Campaign, account: BankAccount) -> None:
    from apps.donations import services as donations

    gift = bank.announce(campaign, 50_00)
    donations.withdraw_transfer(donation_id=gift.pk, now=clock.now())
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00))
    assert bank.only_line().state == LineState.DOUBLE


def test_a_match_that_was_wrong_is_undone_and_the_line_may_pay_another_gift(
    campaign: Campaign, account: BankAccount
) -> None:
    gift, other = bank.announce(campaign, 50_00), bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00))
    line = bank.only_line()
    transfers.undo_match(line_id=line.pk, reason="Era di un altro donatore", actor=ACTOR, now=clock.now())
    assert (story.read(gift).state, story.read(gift).attempt.charge_id) == (DonationState.AWAITING, "")
    assert books(campaign) == (0, 0)
    transfers.confirm_match(line_id=line.pk, donation_id=other.pk, ordered_on=None, actor=ACTOR, now=clock.now())
    assert story.read(other).attempt.charge_id == f"transfer:{line.pk}:2"
    assert books(campaign) == (50_00, 50_00)
    assert LineMatch.objects.filter(undone_at__isnull=True).count() == 1
    assert ledger.verify() == []


def test_a_match_undone_and_made_again_for_the_same_gift_is_in_the_books_once(
    campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 40_00))
    line = bank.only_line()
    for _ in range(2):
        transfers.confirm_match(line_id=line.pk, donation_id=gift.pk, ordered_on=None, actor=ACTOR, now=clock.now())
        assert books(campaign) == (40_00, 40_00)
        transfers.undo_match(line_id=line.pk, reason="Sbaglio", actor=ACTOR, now=clock.now())
        assert books(campaign) == (0, 0)
        assert story.read(gift).amount_cents == 50_00


def test_a_match_is_not_undone_once_the_outcome_is_definitive(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 600_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 600_00))
    story.settle(campaign)
    with pytest.raises(DecisionRefused):
        transfers.undo_match(line_id=bank.only_line().pk, reason="Sbaglio", actor=ACTOR, now=clock.now())


def test_a_line_is_dismissed_for_a_reason_and_taken_up_again(campaign: Campaign, account: BankAccount) -> None:
    bank.bring(account, bank.movement("affitto", 300_00))
    line = bank.only_line()
    with pytest.raises(DecisionRefused):
        banking.dismiss_line(line_id=line.pk, note=" ", actor=ACTOR, now=clock.now())
    banking.dismiss_line(line_id=line.pk, note="È un affitto", actor=ACTOR, now=clock.now())
    assert bank.only_line().state == LineState.DISMISSED
    banking.reopen_line(line_id=line.pk, actor=ACTOR, now=clock.now())
    assert bank.only_line().state == LineState.UNMATCHED


def test_a_wrong_iban_or_that_of_another_body_is_refused(campaign: Campaign, account: BankAccount) -> None:
    body = story.make_body()
    wrong = account.iban[:-1] + str((int(account.iban[-1]) + 1) % 10)
    with pytest.raises(WrongIban):
        banking.set_account(organisation_id=body.pk, iban=wrong, actor=ACTOR, now=clock.now())
    with pytest.raises(AccountTaken):
        banking.set_account(organisation_id=body.pk, iban=account.iban, actor=ACTOR, now=clock.now())


def test_judging_a_statement_again_changes_nothing(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 50_00)
    statement = bank.bring(account, bank.movement(bank.reference_of(gift), 50_00), bank.movement("?", 1_00))
    for _ in range(2):
        transfers.match_statement(key=str(statement.pk), now=clock.now() + timedelta(days=1))
    assert books(campaign) == (50_00, 50_00)
    assert BankStatement.objects.count() == 1


def test_one_more_gift_that_was_a_mistake_is_withdrawn_and_its_line_is_free_again(
    campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, *(bank.movement(bank.reference_of(gift), 50_00) for _ in range(2)))
    second = bank.lines()[1]
    transfers.accept_double(line_id=second.pk, actor=ACTOR, now=clock.now())
    transfers.undo_match(line_id=second.pk, reason="Era da restituire", actor=ACTOR, now=clock.now())
    assert Donation.objects.exclude(pk=gift.pk).get().state == DonationState.WITHDRAWN
    assert bank.lines()[1].state == LineState.UNMATCHED
    assert books(campaign) == (50_00, 50_00)
    assert ledger.verify() == []


def test_a_reversal_is_never_applied(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 50_00)
    data = camt053(account.iban, [bank.movement(bank.reference_of(gift), 50_00)])
    reversed_data = data.replace(b"<Sts>BOOK", b"<RvslInd>true</RvslInd><Sts>BOOK")
    sha256 = banking.keep_upload(data=reversed_data, now=clock.now())
    upload = Upload(account.pk, StatementFormat.CAMT053, sha256, "a.xml")
    statement = banking.import_statement(upload=upload, actor=ACTOR, now=clock.now())
    transfers.match_statement(key=str(statement.pk), now=clock.now())
    line = bank.only_line()
    assert line.reason == "reversal"
    with pytest.raises(TransferRefused):
        transfers.confirm_match(line_id=line.pk, donation_id=gift.pk, ordered_on=None, actor=ACTOR, now=clock.now())


def test_the_bank_s_side_and_the_ledger_agree_after_matches_were_undone_and_made_again(
    campaign: Campaign, account: BankAccount
) -> None:
    from apps.reconciliation.selectors.bank import examine_bank

    gift, other = bank.announce(campaign, 50_00), bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00), bank.movement("?", 3_00))
    line = bank.lines()[0]
    transfers.undo_match(line_id=line.pk, reason="Sbaglio", actor=ACTOR, now=clock.now())
    transfers.confirm_match(line_id=line.pk, donation_id=other.pk, ordered_on=None, actor=ACTOR, now=clock.now())
    assert examine_bank(account.organisation_id).difference_cents == 0
    assert examine_bank(account.organisation_id).found == []
