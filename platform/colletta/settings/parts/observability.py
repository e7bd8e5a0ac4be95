"""Structured logs with city and request id; Sentry with the city as a tag and no personal data."""
