"""The operator's console, on the national host, and the page where an invited officer chooses a password."""
