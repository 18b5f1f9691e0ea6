"""What people can ask for, and what they see. Knows nothing of Bolt, HTTP or the wall clock."""
