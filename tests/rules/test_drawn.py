"""What a text becomes that was changed in a form while it was changed elsewhere."""

import pytest

from commands.kit import drawn

CORE = "Rack the core"


@pytest.mark.parametrize(
    ("typed", "now", "kept"),
    [
        (CORE, "Call DHL", "Call DHL"),
        ("Rack the edge", CORE, "Rack the edge"),
        ("Rack the edge", f"{CORE}\nCall DHL", "Rack the edge\nCall DHL"),
        ("Rack the edge", "Call DHL", "Rack the edge\nCall DHL"),
        ("Rack the edge", "Call DHL\nRack the edge", "Rack the edge\nCall DHL"),
        ("", f"{CORE}\nCall DHL", "Call DHL"),
    ],
)
def test_of_a_text_changed_on_both_sides_nothing_is_lost_or_said_twice(
    typed: str, now: str, kept: str
) -> None:
    assert drawn.merged(drawn.text_mark(CORE), typed, now) == kept
