"""Letters without their accents and case, to compare names and words by."""

import unicodedata


def plain(text: str) -> str:
    """Return a text without accents and case: "Résumé" is "resume"."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in split if not unicodedata.combining(sign)).casefold()
