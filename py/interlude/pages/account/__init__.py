"""The account: jars, shifts, and every deposit with a way back."""
