"""The citizens' pages: each view reads the request, asks the domain, and hands plain data to a template."""
