"""What tables say of a measure: who is in charge of an item."""

from __future__ import annotations

import pytest

from shisaku.measure_facts import in_charge

WHOLE = {"item_id": None, "kind": "unit", "department": "総務課"}
GROUP = {"item_id": None, "kind": "group", "department": None}
OWN = {"item_id": "i1", "kind": "unit", "department": "市民課"}
MORE = {"item_id": "i1", "kind": "others", "department": None}
OTHER = {"item_id": "i2", "kind": "unit", "department": "税務課"}


@pytest.mark.parametrize(
    ("assigned", "item_id", "expected"),
    [
        ([WHOLE, OWN, OTHER], "i1", [OWN]),
        ([WHOLE, OWN, OTHER], "i3", [WHOLE]),
        ([WHOLE, OWN, OTHER], None, [WHOLE]),
        # 他 beside a name says that there are more; alone it names nobody.
        ([WHOLE, OWN, MORE], "i1", [OWN]),
        ([WHOLE, MORE], "i1", [WHOLE]),
        ([WHOLE, GROUP], "i1", [WHOLE, GROUP]),
        ([OTHER], "i1", []),
        ([OWN], None, []),
        ([], "i1", []),
    ],
)
def test_an_item_has_its_own_departments_or_those_of_its_measure(
    assigned: list[dict[str, object]], item_id: str | None, expected: list[dict[str, object]]
) -> None:
    assert in_charge(assigned, item_id) == expected
