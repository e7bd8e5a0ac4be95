"""Languages of the pages: which catalogues there are, which are whole, and which one a person reads.

Italian is the source: the message ids are the Italian texts, so there is no Italian catalogue.
"""
