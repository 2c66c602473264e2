"""One thing to say after a heavy ticket, and nothing to learn from it."""
