"""What several pages show, and how all are drawn."""
