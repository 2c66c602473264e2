"""A moment to let praise in."""
