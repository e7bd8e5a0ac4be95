"""Bank statements of the bodies that receive transfers: files read, lines kept once, references with check digits.

Does not know what a line pays for (apps.donations, apps.matching), and posts nothing to the ledger.
"""
