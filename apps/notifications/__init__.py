"""Messages to people, each kept with its delivery state.

Does not decide who is told what: services above enqueue the message.
"""
