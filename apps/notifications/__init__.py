"""Messages to people, each kept as it was sent with its delivery state, and what each person wants to be sent.

Does not decide who is told what: services above enqueue the message. Has no pages: those are the personal area's and
the office's.
"""
