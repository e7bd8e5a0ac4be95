"""Stripe's addresses and keys, and the limits of a donation."""

from colletta import env

STRIPE_API_BASE = env.stripe_api_base()
STRIPE_SECRET_KEY = env.stripe_secret_key()
STRIPE_WEBHOOK_SECRETS = env.stripe_webhook_secrets()
STRIPE_WEBHOOK_TOLERANCE_SECONDS = 300
STRIPE_LIVEMODE = STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_"))
STRIPE_TIMEOUT_SECONDS = 20
DONATION_MIN_CENTS = 200
DONATION_MAX_CENTS = 1_000_000
