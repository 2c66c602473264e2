"""Interlude: the space between a closed ticket and the next one, decided in Python."""
