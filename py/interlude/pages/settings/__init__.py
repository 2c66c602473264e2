"""What the agent may choose, and what becomes of the data."""
