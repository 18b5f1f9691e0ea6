"""What is told once: it stays as it was told, but offers nothing of a change that was taken back."""

from datetime import datetime

from sqlmodel import Session

from commands.kit import blocks
from commands.kit.blocks import Message
from storage import facts, histories


def told(tx: Session, post: facts.Post, now: datetime) -> Message:
    """Show what was told, without its buttons once what it tells of was taken back."""
    stored = post.frozen or {}
    message = Message(stored.get("text", ""), tuple(stored.get("blocks", ())))
    if post.group is None or not is_taken_back(tx, post):
        return message
    left = [
        {name: part for name, part in block.items() if name != "accessory"}
        for block in message.blocks
        if block["type"] != "actions"
    ]
    is_whole = histories.is_undone_whole(tx, post.team_id, post.group)
    became = "Taken back." if is_whole else "Taken back, but for what somebody changed since."
    return Message(message.text, (*left, blocks.context(became)))


def is_taken_back(tx: Session, post: facts.Post) -> bool:
    """Tell whether the change that a post tells of was taken back."""
    return post.group is not None and histories.is_undone(tx, post.team_id, post.group)
