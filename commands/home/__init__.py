"""App Home: one person's day."""
