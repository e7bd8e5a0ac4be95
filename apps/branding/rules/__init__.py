"""What a look may be: its colours, its document, its domains, its legal texts; pure."""
