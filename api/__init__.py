"""HTTP/JSON: translation only, no rule of the domain."""
