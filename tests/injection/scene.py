"""A city with one of everything that a form needs, and fresh ones for what can be done only once."""

from datetime import timedelta
from functools import cached_property
from itertools import count
from typing import Any

from django.test import Client
from django_tenants.utils import tenant_context

from apps.calls.models import Call
from apps.campaigns import rewards
from apps.campaigns.models import Campaign
from apps.campaigns.rewards import RewardText
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.community import services as community
from apps.donations import links as gift_links
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.editorial import services as editorial
from apps.editorial.services import NewsText
from apps.editorial.states import Audience
from apps.feedback import links as ticket_links
from apps.feedback import services as feedback
from apps.feedback.states import TicketKind
from apps.kernel import clock
from apps.matching import services as matching
from apps.payments.models import BankRefund
from apps.people import services as people
from apps.people.models import User
from apps.people.roles import Role
from tenants.onboarding import services as onboarding
from tenants.registry import selectors as registry
from tenants.registry.states import TenantState
from tests.banking import bank
from tests.calls import calls
from tests.factories import city, places, story
from tests.harness.stripe import StripeSimulator
from tests.receipts.givers import issue, make_funded

IBAN = "IT60X0542811101000000123456"
COST_CENTS = 3 * 3_000_00
"""Three empty rows of the budget, filled by the table."""
DOOR = "allauth.account.auth_backends.AuthenticationBackend"
CHANNELS = {"channels": ["online", "bank_transfer", "offline"]}
_numbers = count(1)


class Scene:
    """Milano as the forms need it; what is asked for by name is made once, what is called is made anew."""

    def __init__(
        self, milano: Any, venezia: Any, national: Any, operator: Client, client_of: Any, simulator: StripeSimulator
    ) -> None:
        self.city, self.venezia, self.operator, self._client_of = milano, venezia, operator, client_of
        self._national = national
        self.call: Call = story.make_call(counting=CHANNELS)
        self.campaign: Campaign = city.add_campaign(
            self.call, city.add_account(simulator), COST_CENTS, clock.now() + timedelta(days=30), clock.now()
        )
        places.add_district(self.campaign.district or "Isola", "isola")
        self.account = bank.open_account(self.campaign.beneficiary)
        self.ada = self.person()
        people.add_member(
            user_id=self.ada.pk, organisation_id=self.campaign.proponent_id, actor="test", now=clock.now()
        )
        self.visitor: Client = client_of(milano)
        self.member = self.entered(self.ada)
        self.office = self.entered(self.person(*(role for role in Role if role not in (Role.OPERATOR,))))

    def person(self, *roles: Role) -> User:
        """Return a new person with a confirmed address."""
        email = f"persona{next(_numbers)}@example.org"
        user = people.create_user(
            email=email, name="Ada Rossi", password=None, roles=list(roles), now=clock.now(), actor="test"
        )
        people.verify_address(user_id=user.pk, email=email)
        return user

    def entered(self, user: User) -> Client:
        """Return a browser in which a person is signed in."""
        client: Client = self._client_of(self.city)
        client.force_login(user, backend=DOOR)
        return client

    @property
    def citizen(self) -> Client:
        """Somebody new, who may write."""
        return self.entered(self.person())

    @cached_property
    def draft(self) -> Call:
        """A call that is not published."""
        return calls.draft(f"bozza-{next(_numbers)}")

    @cached_property
    def reward(self) -> int:
        """A reward that somebody has chosen."""
        text = RewardText(title="Semi", text="", minimum_cents=1_00, value_cents=0, quantity=None, position=1)
        made = rewards.add(campaign_id=self.campaign.pk, text=text, actor="test", now=clock.now())
        story.make_collected_donation(self.campaign, 10_00, reward_id=made.pk)
        return made.pk

    def gift(self) -> str:
        """Return the token of a gift that was collected."""
        return gift_links.token_of(story.make_collected_donation(self.campaign, 10_00).pk)

    def named_gift(self) -> int:
        """Return a gift with a name that everybody reads."""
        return story.make_collected_donation(self.campaign, 10_00, public_name="La famiglia di sopra").pk

    def comment(self) -> int:
        """Return a comment that waits."""
        return community.write_comment(
            user_id=self.person().pk, place="campaign", key=str(self.campaign.pk), text="Bello!", now=clock.now()
        ).pk

    def shown_comment(self) -> int:
        """Return a comment that everybody sees."""
        pk = self.comment()
        community.approve_text(what="comment", text_id=pk, note="", actor="test", now=clock.now())
        return pk

    def hidden(self) -> tuple[Client, str]:
        """Return who wrote a hidden comment, and its page."""
        user, now = self.person(), clock.now()
        row = community.write_comment(
            user_id=user.pk, place="campaign", key=str(self.campaign.pk), text="Brutto!", now=now
        )
        community.hide_text(what="comment", text_id=row.pk, reason="offensive", note="", actor="test", now=now)
        return self.entered(user), f"/partecipa/commenti/{row.pk}/"

    def question(self) -> int:
        """Return a question that everybody sees."""
        now = clock.now()
        row = community.ask_question(
            user_id=self.person().pk, campaign_slug=self.campaign.slug, text="Quando?", now=now
        )
        community.approve_text(what="question", text_id=row.pk, note="", actor="test", now=now)
        return row.pk

    def ticket(self) -> int:
        """Return a new ticket."""
        return feedback.open_ticket(
            kind=TicketKind.PROBLEM, text="Non va", email="", page="/", address="", language="it", now=clock.now()
        ).pk

    def ticket_token(self) -> str:
        """Return the link's part of a new ticket."""
        return ticket_links.token_of(self.ticket())

    def news(self) -> int:
        """Return news that donors read: what corrects them is not the news for everyone that another form publishes."""
        told = NewsText("Si semina", "Oggi")
        return editorial.publish_update(
            campaign_id=self.campaign.pk, news=told, audience=Audience.DONORS, actor="test", now=clock.now()
        ).pk

    def case(self, kind: CaseKind = CaseKind.STATEMENT_LINE, **data: object) -> int:
        """Return an open case."""
        key = str(next(_numbers))
        return cases.open_case(
            kind=kind, key=key, subject=f"campaign:{self.campaign.pk}", summary="Guarda", data=data, now=clock.now()
        ).pk

    def line(self) -> int:
        """Return a bank's line that belongs to nothing."""
        return bank.bring(self.account, bank.movement("affitto", 7_00)).pk and bank.lines()[-1].pk

    def transfer(self) -> Donation:
        """Return a gift by transfer that arrived."""
        gift = bank.announce(self.campaign, 50_00)
        bank.bring(self.account, bank.movement(bank.reference_of(gift), 50_00))
        return story.read(gift)

    def bank_refund(self) -> BankRefund:
        """Return a refund by transfer that is owed."""
        gift = self.transfer()
        matching.give_back_own_gift(donation_id=gift.pk, now=clock.now())
        return BankRefund.objects.get(attempt_id=gift.attempt_id)

    def receipt(self) -> int:
        """Return a receipt that was issued."""
        _campaign, (gift,) = make_funded()
        return issue(gift).pk

    def wake_venezia(self) -> None:
        """Let the operator have a city to stop."""
        with tenant_context(self._national):
            if registry.get_city(self.venezia.pk).state == TenantState.SUSPENDED:
                onboarding.reactivate_city(tenant_id=self.venezia.pk, actor="test", now=clock.now())

    def act(self) -> int:
        """Return a new act of the call."""
        return story.make_act(self.call)

    @property
    def shortfall(self) -> dict[str, object]:
        """The facts of money that a grant rested on and that is gone."""
        cents = {"granted_cents": 9_00, "granted_without_cents": 4_00, "missing_cents": 5_00}
        return {"campaign": self.campaign.pk, **cents}

    def ready_refund(self) -> int:
        """Return a refund whose account is known."""
        refund = self.bank_refund()
        account = {"holder": "Ada Rossi", "iban": IBAN, "actor": "donor"}
        donations.give_account(bank_refund_id=refund.pk, now=clock.now(), **account)
        return refund.pk

    def paid_refund(self) -> int:
        """Return a refund that the bank has paid."""
        pk, now = self.ready_refund(), clock.now()
        donations.record_bank_payment(
            bank_refund_id=pk, reference=f"CRO{pk}", paid_on=now.date(), actor="test", now=now
        )
        return pk

    def open_campaign(self) -> int:
        """Return a campaign that can be stopped."""
        return story.make_campaign(self.call).pk
