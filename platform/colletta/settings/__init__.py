"""Settings by environment: demo, test, production; each concern stands in one file of `parts`."""
