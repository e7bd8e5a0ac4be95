"""What a campaign tells beside its title and cost: story, gallery, budget, team, documents, updates, translations.

Does not hold money, states or rules: campaigns and the floors above do.
"""
