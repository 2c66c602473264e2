"""The opening balance of a shift: one of the person's own past deposits."""
