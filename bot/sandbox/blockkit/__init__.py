"""Block Kit as Slack checks and keeps it: pure functions over JSON."""
