"""What every capability shares: calls, replies, blocks, text and dates."""
