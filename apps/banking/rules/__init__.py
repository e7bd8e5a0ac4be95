"""Pure rules of bank statements: references, lines and their fingerprints, amounts in cents, columns of a CSV."""
