"""Asking the DNS for the record of a claimed domain: the one place where the brand touches the network."""

import dns.exception
import dns.nameserver
import dns.resolver
from django.conf import settings

from apps.branding.rules import domains

SECONDS = 3.0


def problem_of(domain: str, token: str) -> str:
    """Return what is wrong with a domain's TXT record in Italian, or nothing when it holds the token.

    Takes `SECONDS` at most; asks the resolvers of the settings, else the system's.
    """
    name, wanted = domains.record_name(domain), domains.record_value(token)
    try:
        answer = _resolver().resolve(name, "TXT", lifetime=SECONDS, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return f"Il record TXT {name} non c'è ancora. Può servire qualche ora perché si veda."
    except dns.resolver.NoNameservers:
        return "Il DNS di questo dominio risponde con un errore."
    except dns.exception.Timeout:
        return "Il DNS di questo dominio non risponde."
    except dns.exception.DNSException:
        return "Il DNS di questo dominio non si può leggere."
    found = {b"".join(row.strings).decode("ascii", "replace").strip() for row in answer}
    return "" if wanted in found else f"Il record TXT {name} c'è, ma non contiene il valore indicato."


def _resolver() -> dns.resolver.Resolver:
    addresses = settings.DOMAIN_RESOLVERS
    if not addresses:
        return dns.resolver.Resolver()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [
        dns.nameserver.Do53Nameserver(host, int(port or 53))
        for host, _, port in (address.partition(":") for address in addresses)
    ]
    return resolver
