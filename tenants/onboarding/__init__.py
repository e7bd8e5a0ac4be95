"""PUBLIC schema: the ordered, idempotent steps that make a city live, and the operator's console.

Does not know how a schema is made (tenants.fleet) nor what an app seeds in a new city (its own `provision`).
"""
