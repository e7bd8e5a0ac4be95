"""What people write to the office (accessibility, problems, privacy) and its tracked answers.

Does not hold comments on campaigns: those are the community's. E-mails about a ticket are written by the office
(`apps.backoffice.services`), which the agenda calls.
"""
