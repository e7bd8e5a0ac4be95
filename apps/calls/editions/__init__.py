"""Real editions of civic crowdfunding calls, as data files, and the strict reading of any such file.

The format is described in README.md beside this file. What a source does not say is left out of the rules; campaigns
and donations that no source lists are constructed to agree with the reported totals, and each file says so.
"""
