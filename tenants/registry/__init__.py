"""PUBLIC schema, lowest floor: who the tenants are, on which hosts they answer, and what is due for them.

Does not know how a tenant is created or migrated (tenants.onboarding, tenants.fleet) nor what the due work does.
"""
