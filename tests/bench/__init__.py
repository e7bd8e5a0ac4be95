"""What the platform costs, as ratios taken in one run: `python -m tests.bench [name ...]` prints a JSON object a line.

Every comparison alternates between ours and the reference, and reports medians. Nothing here fails on an absolute time:
`met` says where a goal stands on this machine. Each bench runs in a process of its own, on a stack of its own.
"""
