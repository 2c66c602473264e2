"""Making a slip for the team."""
