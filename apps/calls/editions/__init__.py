"""Real editions of civic crowdfunding calls, as data files in the format of the rules documents.

Facts only: what a source does not say is left out. They are the acceptance data of the rules, and ready-made drafts.
"""
