"""Risks: what may happen, how bad it would be, who watches it."""
