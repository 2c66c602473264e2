"""The popup at the toolbar."""
