"""Pure rules of a call: the match terms as a document, what they may combine, and what this version settles."""
