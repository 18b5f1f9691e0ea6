"""Standups: who is asked when, what they said, what is in the way."""
