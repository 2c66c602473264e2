"""What to do first when somebody threatened; nothing to learn from it."""
