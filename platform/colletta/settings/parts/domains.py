"""Domains that cities bring: which DNS servers say whose they are."""

from colletta import env

DOMAIN_RESOLVERS = env.domain_resolvers()
