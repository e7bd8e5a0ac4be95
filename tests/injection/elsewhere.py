"""Forms without a row in the table and boxes that no walked page shows, each with its reason."""

NUMBERS_ONLY = "every box is an amount or a share: `EuroField` and `ShareField` are attacked in RewardForm and FundForm"
SECRETS = "passwords and codes: never shown again, kept as a digest"
FILES = "only a file: tests/injection/test_files.py"
BASE = "its heirs are in the table"
ELSEWHERE: dict[str, str] = {
    "apps.backoffice.forms.banking.UploadForm": FILES,
    "apps.backoffice.forms.districts.DistrictFileForm": FILES,
    "apps.backoffice.forms.calls.ConfirmForm": "nobody types in it: its one text is hidden, and must be the one shown",
    "apps.backoffice.forms.cases.EvidenceForm": "one box, shown by the same template as ShortfallForm's: giving_back",
    "apps.backoffice.forms.rows.BoostRow": NUMBERS_ONLY,
    "apps.backoffice.forms.rows.CapRow": NUMBERS_ONLY,
    "apps.backoffice.forms.rules.RulesForm": NUMBERS_ONLY,
    "apps.backoffice.forms.simulation.SimulationForm": NUMBERS_ONLY,
    "apps.backoffice.tables.bank.LineFilters": "a search: see the test of the addresses",
    "apps.backoffice.tables.log.Filters": "a search: see the test of the addresses",
    "apps.backoffice.tables.receipts.Filters": "a search: see the test of the addresses",
    "apps.personal.forms.ChangePasswordForm": SECRETS,
    "apps.personal.forms.CodeAgainForm": SECRETS,
    "apps.personal.forms.CodeForm": SECRETS,
    "apps.personal.forms.FirstCodeForm": SECRETS,
    "apps.personal.forms.FirstPasswordForm": SECRETS,
    "apps.personal.forms.IdentityForm": "behind SPID: the name is ProfileForm's own field (tests/personal)",
    "apps.personal.forms.NewPasswordForm": SECRETS,
    "apps.personal.forms.PasswordAgainForm": SECRETS,
    "apps.personal.forms.SignInForm": "its address goes by the same field as ForgottenForm's",
    "apps.portal.gift_fields.GiftFields": BASE,
    "apps.portal.gift_fields.PublicFields": BASE,
    "apps.proponents.forms.rewards.NewsForm": BASE,
}
NOT_SHOWN: dict[str, str] = {
    "apps.backoffice.forms.calls.CallForm.description": "on the public page, once the call is published",
    "apps.backoffice.forms.offline.OfflineForm.donor_address": "in the receipt only",
    "apps.backoffice.forms.offline.OfflineForm.donor_email": "in the address of the donor's letters only",
    "apps.backoffice.forms.offline.OfflineForm.public_name": "once a second officer has confirmed the gift",
    "apps.portal.name_forms.ReportNameForm.words": "to the office, on the page of that one name",
    "apps.personal.forms.RegisterForm.name": "after the address is confirmed",
    "apps.portal.community_forms.ContestForm.words": "to the office, on the page of that one text",
    "apps.portal.forms.DonationForm.donor_address": "in the receipt only",
    "apps.portal.forms.DonationForm.donor_email": "on the gift's own page, which no page leads to",
    "apps.portal.forms.DonationForm.public_name": "once the gift is paid",
    "apps.portal.forms.DonationForm.donor_name": "once the gift is paid: test_in_a_browser.py",
    "apps.portal.receipt_forms.SummaryForm.email": "in the address of the letter that was asked for",
}
"""What is kept, and by design not on a page that this proof walks through."""
