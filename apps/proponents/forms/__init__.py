"""Forms of the proponents' desk: one editor per part of a campaign's content, rewards, news."""
