"""PUBLIC schema: the ordered, idempotent steps that make a city live, and the operator's console."""
