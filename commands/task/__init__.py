"""Tasks: what people owe each other, with owners and dates."""
