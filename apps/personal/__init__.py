"""The personal area: how citizens sign in, their gifts, settings and data, and the end of their profile.

Does not own users (people), gifts (donations) nor messages (notifications): it shows and asks.
"""
