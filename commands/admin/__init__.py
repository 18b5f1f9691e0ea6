"""Muster itself: help and its own state."""
