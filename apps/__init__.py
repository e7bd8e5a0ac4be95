"""The domain: a downward stack of apps."""
