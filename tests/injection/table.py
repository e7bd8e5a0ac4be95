"""Every form with something to type in it: on which page it stands, who fills it in. A form without a row fails."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from apps.cases.states import CaseKind
from apps.donations import links
from apps.kernel import clock
from tests.injection.right import ACCOUNT, CONTACTS, GIFT, PASSWORD, TAX_CODE, picture
from tests.injection.scene import IBAN, Scene

Where = Callable[[Scene], tuple[Client, str]]


@dataclass(frozen=True)
class Row:
    """Where a form is, and what is right in the boxes that refuse a payload; `press` is the button, by name and value.

    `is_refused`: nothing that is typed can be taken. `is_only_asked`: it is looked up, not kept. `beside`: boxes that
    stay empty. `renews`: the rows that are there are removed. A name instead of a row is a form of the same page.
    """

    where: Where
    right: Mapping[str, Any] = field(default_factory=dict)
    press: tuple[str, str] | None = None
    is_refused: bool = False
    is_only_asked: bool = False
    renews: bool = False
    beside: tuple[str, ...] = ()
    files: Mapping[str, tuple[str, bytes, str]] = field(default_factory=dict)


def _visitor(path: str) -> Where:
    return lambda scene: (scene.visitor, path.format(slug=scene.campaign.slug))


def _office(path: str, **made: Callable[[Scene], object]) -> Where:
    def where(scene: Scene) -> tuple[Client, str]:
        return scene.office, "/gestione/" + path.format(**{name: make(scene) for name, make in made.items()})

    return where


def _desk(path: str, **made: Callable[[Scene], object]) -> Where:
    def where(scene: Scene) -> tuple[Client, str]:
        asked = {name: make(scene) for name, make in made.items()}
        return scene.member, f"/proponenti/campagne/{scene.campaign.pk}/" + path.format(**asked)

    return where


def _refund_page(scene: Scene) -> tuple[Client, str]:
    return scene.visitor, f"/rimborsi/{links.account_token_of(scene.bank_refund().pk, clock.now())}/"


def _with_an_act(scene: Scene) -> int:
    scene.act()
    return scene.call.pk


def _suspendable(scene: Scene) -> tuple[Client, str]:
    scene.wake_venezia()
    return scene.operator, f"/operatore/comuni/{scene.venezia.pk}/sospendi/"


_CASE = {"case": lambda scene: scene.case()}
_TICKET = {"ticket": lambda scene: scene.ticket()}
_REFUND = {"refund": lambda scene: scene.bank_refund().pk}
ROWS: dict[str, Row | str] = {
    "apps.backoffice.forms.banking.IbanForm": Row(
        _office("banca/enti/{body}/", body=lambda scene: scene.campaign.beneficiary_id), {"iban": IBAN}
    ),
    "apps.backoffice.forms.banking.ReasonForm": Row(_office("banca/movimenti/{line}/scarta/", line=Scene.line)),
    "apps.backoffice.forms.calls.ActForm": Row(_office("bandi/{call}/atti/nuovo/", call=lambda scene: scene.call.pk)),
    "apps.backoffice.forms.calls.CallForm": Row(_office("bandi/nuovo/"), {"slug": ""}),
    "apps.backoffice.forms.calls.FundForm": Row(
        _office("bandi/{call}/dotazione/", call=_with_an_act), {"amount_cents": "10,00"}
    ),
    "apps.backoffice.forms.calls.ImportForm": Row(
        _office("bandi/{call}/regole/importa/", call=lambda scene: scene.draft.pk), is_refused=True
    ),
    "apps.backoffice.forms.calls.TitleForm": Row(_office("bandi/{call}/titolo/", call=lambda scene: scene.draft.pk)),
    "apps.backoffice.forms.cases.ResolveForm": Row(_office("casi/{case}/", **_CASE), press=("azione", "chiudi")),
    "apps.backoffice.forms.cases.ShortfallForm": Row(
        _office("casi/{case}/", case=lambda scene: scene.case(CaseKind.SHORTFALL, **scene.shortfall)),
        {"revoked_cents": "", "choice": "accept"},
        press=("azione", "decisione"),
    ),
    "apps.backoffice.forms.giving.GivingForm": Row(_office("aspetto/donazioni/"), {"usual_cents": "10; 25"}),
    "apps.backoffice.forms.look.ColourForm": Row(
        _office("aspetto/colori/"), {"primary_colour": "#00665e", "secondary_colour": ""}
    ),
    "apps.backoffice.forms.look.CofundingForm": Row(
        _office("aspetto/cofinanziamento/"), files={"logo": ("a.png", picture(), "image/png")}
    ),
    "apps.backoffice.forms.look.ContactForm": Row(_office("aspetto/contatti/"), CONTACTS),
    "apps.backoffice.forms.look.DomainForm": Row(_office("aspetto/domini/"), is_refused=True),
    "apps.backoffice.forms.look.IdentityForm": Row(
        _office("aspetto/identita/"),
        {"name": "Milano", "without_photograph": ""},
        files={"photograph": ("a.png", picture(), "image/png")},
    ),
    "apps.backoffice.forms.look.TextForm": Row(_office("aspetto/testi/faq/")),
    "apps.backoffice.forms.messages.WordingForm": Row(_office("messaggi/testi/donation_collected/")),
    "apps.backoffice.forms.moderation.HideForm": Row(
        _office("moderazione/comment/{text}/", text=Scene.comment), press=("azione", "nascondi")
    ),
    "apps.backoffice.forms.moderation.NoteForm": Row(
        _office("moderazione/comment/{text}/", text=Scene.comment), press=("azione", "approva")
    ),
    "apps.backoffice.forms.moderation.HideNameForm": Row(
        _office("moderazione/nomi/{gift}/", gift=Scene.named_gift), press=("azione", "nascondi")
    ),
    "apps.backoffice.forms.offline.OfflineForm": Row(
        _office("donazioni-offline/nuova/"),
        {"amount_cents": "50,00", "donor_tax_code": TAX_CODE, "is_anonymous": None, "means": "cheque"},
        files={"evidence": ("prova.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")},
    ),
    "apps.backoffice.forms.persons.InviteForm": Row(_office("persone/invita/")),
    "apps.backoffice.forms.persons.LostDeviceForm": Row(_office("persone/secondo-fattore/"), is_refused=True),
    "apps.backoffice.forms.persons.MemberForm": Row(
        _office("persone/enti/{body}/", body=lambda scene: scene.campaign.proponent_id), is_refused=True
    ),
    "apps.backoffice.forms.receipts.CancelForm": Row(_office("ricevute/{receipt}/annulla/", receipt=Scene.receipt)),
    "apps.backoffice.forms.receipts.IssuerForm": Row(
        _office("ricevute/enti/{body}/", body=lambda scene: scene.campaign.beneficiary_id)
    ),
    "apps.backoffice.forms.receipts.TextForm": Row(_office("ricevute/testi/cts_83/")),
    "apps.backoffice.forms.refunds.AccountForm": Row(
        _office("rimborsi/{refund}/", **_REFUND), ACCOUNT, press=("azione", "conto")
    ),
    "apps.backoffice.forms.refunds.CancellationForm": Row(
        _office("campagne/{campaign}/annulla/", campaign=Scene.open_campaign)
    ),
    "apps.backoffice.forms.refunds.PaidForm": Row(
        _office("rimborsi/{refund}/", refund=Scene.ready_refund), press=("azione", "pagato")
    ),
    "apps.backoffice.forms.refunds.ReturnedForm": Row(
        _office("rimborsi/{refund}/", refund=Scene.paid_refund), press=("azione", "respinto")
    ),
    "apps.backoffice.forms.rows.ArticleRow": Row(
        _office("bandi/{call}/regole/", call=lambda scene: scene.draft.pk), is_refused=True
    ),
    "apps.backoffice.forms.tickets.AnswerForm": Row(
        _office("segnalazioni/{ticket}/", **_TICKET), press=("azione", "rispondi")
    ),
    "apps.backoffice.forms.tickets.CloseForm": Row(
        _office("segnalazioni/{ticket}/", **_TICKET), press=("azione", "chiudi")
    ),
    "apps.people.views.SignInForm": Row(_visitor("/gestione/accedi/"), is_refused=True, beside=("password",)),
    "apps.personal.forms.AddressForm": Row(lambda scene: (scene.citizen, "/area/indirizzi/"), press=("action_add", "")),
    "apps.personal.forms.ForgottenForm": Row(_visitor("/area/password-dimenticata/"), is_only_asked=True),
    "apps.personal.forms.ProfileForm": Row(lambda scene: (scene.member, "/area/profilo/")),
    "apps.personal.forms.RegisterForm": Row(
        _visitor("/area/registrati/"), {"password1": PASSWORD, "password2": PASSWORD}, beside=("username",)
    ),
    "apps.portal.community_forms.ContestForm": Row(Scene.hidden, press=("azione", "contesta")),
    "apps.portal.community_forms.ReportForm": Row(
        lambda scene: (scene.visitor, f"/partecipa/commenti/{scene.shown_comment()}/segnala/")
    ),
    "apps.portal.community_forms.TextForm": Row(
        lambda scene: (scene.citizen, f"/campagne/{scene.campaign.slug}/commenti/nuovo/")
    ),
    "apps.portal.feedback_forms.MoreForm": Row(lambda scene: (scene.visitor, f"/segnalazioni/{scene.ticket_token()}/")),
    "apps.portal.feedback_forms.TicketForm": Row(_visitor("/segnalazioni/"), beside=("website",)),
    "apps.portal.forms.DonationForm": Row(_visitor("/campagne/{slug}/dona/?nuova=1"), GIFT, beside=("code",)),
    "apps.portal.name_forms.PublicNameForm": Row(
        lambda scene: (scene.visitor, f"/donazioni/{scene.gift()}/nome/"), {"is_anonymous": None}
    ),
    "apps.portal.name_forms.ReportNameForm": Row(
        lambda scene: (scene.visitor, f"/partecipa/nomi/{links.name_token_of(scene.named_gift())}/segnala/")
    ),
    "apps.portal.receipt_forms.ReceiptForm": Row(
        lambda scene: (scene.visitor, f"/donazioni/{scene.gift()}/ricevuta/"), {"donor_tax_code": TAX_CODE}
    ),
    "apps.portal.receipt_forms.SummaryForm": Row(_visitor("/ricevute/"), {"tax_code": TAX_CODE}, is_only_asked=True),
    "apps.portal.refund_forms.AccountForm": Row(_refund_page, ACCOUNT),
    "apps.proponents.forms.people.BudgetRow": Row(_desk("bilancio/"), {"cents": "3.000"}, renews=True),
    "apps.proponents.forms.people.MemberRow": Row(_desk("persone/"), {"link": ""}, renews=True),
    "apps.proponents.forms.rewards.CorrectionForm": Row(_desk("aggiornamenti/{news}/", news=Scene.news)),
    "apps.proponents.forms.rewards.NewNewsForm": Row(_desk("aggiornamenti/nuovo/")),
    "apps.proponents.forms.rewards.ReasonForm": Row(_desk("aggiornamenti/{news}/ritira/", news=Scene.news)),
    "apps.proponents.forms.rewards.RewardForm": Row(
        _desk("ricompense/{reward}/", reward=lambda scene: scene.reward), {"minimum_cents": "1", "value_cents": "0"}
    ),
    "apps.proponents.forms.texts.SectionRow": "apps.proponents.forms.texts.TextsForm",
    "apps.proponents.forms.texts.TextsForm": Row(_desk("testi/"), renews=True),
    "apps.proponents.forms.uploads.NewDocumentForm": Row(
        _desk("documenti/"), files={"new_file": ("a.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")}
    ),
    "apps.proponents.forms.uploads.DocumentRow": "apps.proponents.forms.uploads.NewDocumentForm",
    "apps.proponents.forms.uploads.NewPicturesForm": Row(
        _desk("immagini/"), {"video_url": ""}, files={"new_file": ("a.png", picture(), "image/png")}
    ),
    "apps.proponents.forms.uploads.PictureRow": "apps.proponents.forms.uploads.NewPicturesForm",
    "apps.proponents.views.questions.AnswerForm": Row(_desk("domande/", question=Scene.question)),
    "tenants.onboarding.forms.CityForm": Row(
        lambda scene: (scene.operator, "/operatore/comuni/nuovo/"), is_refused=True
    ),
    "tenants.onboarding.forms.SuspensionForm": Row(_suspendable),
}
PAGES = {name: row for name, row in ROWS.items() if isinstance(row, Row)}


def page_of(form: str) -> Row:
    """Return the row of the page on which a form stands."""
    row = ROWS[form]
    return row if isinstance(row, Row) else PAGES[row]
