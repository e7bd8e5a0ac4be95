"""Pure rules of the match: integers and frozen dataclasses in, decisions and words out.

Each rule's module carries its IDENTIFIER with version, its public WORDING and a worked example. Reads no database.
"""
