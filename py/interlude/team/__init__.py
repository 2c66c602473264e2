"""What a slip for the team holds, and how slips become a board."""
