"""Help lines, and what to know before a breath."""
