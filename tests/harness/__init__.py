"""What every test stands on: one PostgreSQL and one Valkey per run, cities made once, a rollback per test.

Owns servers, folders, ports and fixtures of a test run. Does not own test data: `tests/factories` does.
"""
