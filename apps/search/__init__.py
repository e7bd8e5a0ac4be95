"""One index of what a city's portal shows, in Italian, tolerant of typing errors.

Does not own what it finds: it keeps a projection that can be built again.
"""
