"""Projects: what work belongs to, and the channels bound to it."""
