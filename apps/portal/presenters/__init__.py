"""Plain data for the templates, and the sentences that say figures and states in Italian. No queries."""
