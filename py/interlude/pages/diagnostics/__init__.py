"""How Interlude itself is doing."""
