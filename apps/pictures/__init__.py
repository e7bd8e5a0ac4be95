"""Pictures that people upload: re-encoded, in several sizes, each with its alternative text.

Does not decide where a picture stands: floors above keep its key.
"""
