"""Logs and error reports: every line and event names its city and request, none holds personal data."""
