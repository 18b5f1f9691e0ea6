"""Digests: what stakeholders get once a week, worked out from the facts."""
