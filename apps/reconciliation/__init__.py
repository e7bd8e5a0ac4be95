"""The books held against those who hold the money: processor and banks, movement by movement, and who looks at it.

Owns the runs and what each found; moves no money and repairs nothing: a finding becomes a case for a person.
"""
