"""Users and their roles, and the organisations that apply and receive money; the same tables in public and in a city.

Does not own donors (apps.donations) nor the tenants themselves.
"""
