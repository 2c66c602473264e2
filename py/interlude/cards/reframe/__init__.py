"""Another way to see it, in words."""
