"""The addresses that only the bench has."""

BARE = "/bench/bare"
EMPTY = "/bench/empty"
TITLES = "/bench/titles"
