"""How tense a conversation was, of what kind, and why; on the standard library alone."""
