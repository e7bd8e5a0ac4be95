"""The parts of a city (quartieri, municipi): names, boundaries and centres.

Does not know campaigns or people: floors above name a district by its slug.
"""
