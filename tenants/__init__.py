"""Who the cities are, how one is brought live, and how all are kept alike."""
