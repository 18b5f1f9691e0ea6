"""How a value that became another is said."""


def moved(what: str, was: str, now: str) -> str:
    """Say "owner Ann → Bob"; where one is "", "owner Bob (none before)" or "no owner any more, was Ann"."""
    if not was:
        return f"{what} {now} (none before)"
    if not now:
        return f"no {what} any more, {'were' if what.endswith('s') else 'was'} {was}"
    return f"{what} {was} → {now}"
