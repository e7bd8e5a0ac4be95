"""The office's forms: they read what is typed; what is right is decided by the rules and the services."""
