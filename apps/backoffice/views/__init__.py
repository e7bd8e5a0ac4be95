"""Pages of the city's office."""
