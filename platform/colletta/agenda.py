"""Which use case answers which kind of due work: the one table between what the lower floors write and who acts."""

AGENDA: dict[str, str] = {
    "campaign.changed": "apps.showcase.services:refresh_campaign",
    "campaign.deadline": "apps.matching.services:close_campaign",
    "campaign.settle": "apps.matching.services:settle_campaign",
    "city.provision": "tenants.onboarding.services:provision_due",
    "message.send": "apps.notifications.services:send_message",
    "outcome.tell": "apps.donations.services:tell_outcome",
    "payment.check": "apps.matching.services:check_payment",
    "refund.send": "apps.donations.services:send_refund",
    "refund.check": "apps.donations.services:send_refund",
    "showcase.repair": "apps.showcase.services:repair_city",
}
