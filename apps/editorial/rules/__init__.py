"""Pure rules of a campaign's content: its document, what it lacks, what is frozen once donors rely on it, languages."""
