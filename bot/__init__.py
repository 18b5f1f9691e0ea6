"""How Muster lives: in Slack, in time, on a machine."""
