"""A breath to follow along."""
