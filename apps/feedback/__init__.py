"""What people write to the office (accessibility, problems, privacy) and its tracked answers.

Does not hold comments on campaigns: those are the community's.
"""
