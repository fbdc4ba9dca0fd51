"""A frozen value is a frozen dataclass with slots in all that can be seen of it."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.frozen import frozen

T = TypeVar("T")


@frozen
class Made:
    """A value."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = ()
    d: list[int] = field(default_factory=list, compare=False)
    e: float = field(default=0.0, compare=False, repr=False)

    @property
    def twice(self) -> int:
        return self.a * 2


@dataclass(frozen=True, slots=True)
class Usual:
    """A value."""

    a: int
    b: str = "b"
    c: tuple[int, ...] = ()
    d: list[int] = field(default_factory=list, compare=False)
    e: float = field(default=0.0, compare=False, repr=False)


@frozen
class Plain:
    """A value without fields that are made."""

    first: int
    second: str
    third: int = 3

    def __post_init__(self) -> None:
        if self.first > self.third:
            raise ValueError(self.first)


@frozen
class Other:
    """As many fields, other names."""

    one: int
    two: str
    three: int = 4


@frozen
class One:
    """A value with one field."""

    a: object


@frozen
class Nothing:
    """A value without fields."""


@frozen
class Box(Generic[T]):
    """A value of some type."""

    held: tuple[T, ...] = ()


ARGUMENTS: st.SearchStrategy[tuple[Any, ...]] = st.tuples(
    st.integers(0, 3),
    st.sampled_from(("", "b")),
    st.lists(st.integers(0, 1), max_size=2).map(tuple),
    st.lists(st.integers(0, 1), max_size=1),
    st.sampled_from((0.0, 1.0)),
).map(tuple)


@given(ARGUMENTS, ARGUMENTS, st.integers(1, 5))
def test_values_compare_and_show_as_usual(
    first: tuple[Any, ...], second: tuple[Any, ...], given_fields: int
) -> None:
    made, usual = Made(*first[:given_fields]), Usual(*first[:given_fields])
    assert [getattr(made, f.name) for f in fields(made)] == [
        getattr(usual, f.name) for f in fields(usual)
    ]
    assert repr(made) == repr(usual).replace("Usual", "Made")
    assert hash(made) == hash(usual)
    assert (made == Made(*second)) == (usual == Usual(*second))
    other: object = usual
    assert made != other
    assert made == replace(made) == deepcopy(made) == pickle.loads(pickle.dumps(made))
    assert replace(made, a=9).twice == 18


@pytest.mark.parametrize("value", [Made(1), One(2), Nothing(), Box((1,))])
def test_nothing_can_be_changed_or_added(value: Any) -> None:
    names = [f.name for f in fields(value)]
    for name in (*names, "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, 1)
        with pytest.raises(FrozenInstanceError):
            delattr(value, name)
    assert not hasattr(value, "__dict__")
    assert is_dataclass(value)
    assert value == pickle.loads(pickle.dumps(value)) and hash(value) == hash(deepcopy(value))


def test_a_default_that_is_made_is_made_anew() -> None:
    assert Made(1).d is not Made(1).d


def test_wrong_arguments_are_refused() -> None:
    made: Any = Made
    for arguments, named in (
        ((), {}),
        ((1,), {"a": 2}),
        ((1,), {"z": 2}),
        ((1, 2, 3, 4, 5, 6), {}),
    ):
        with pytest.raises(TypeError):
            made(*arguments, **named)


def test_fields_keep_the_names_and_defaults_of_their_own_class() -> None:
    assert Plain(1, second="b") == Plain(first=1, second="b", third=3)
    assert Other(9, two="b") == Other(one=9, two="b", three=4)
    plain: Any = Plain
    with pytest.raises(TypeError, match="'second'"):
        plain(1)
    with pytest.raises(TypeError, match="'two'"):
        plain(1, two="b")
    with pytest.raises(ValueError, match="4"):
        Plain(4, "b")


def test_a_default_before_a_field_without_one_is_refused() -> None:
    class Wrong:
        a: int = 1
        b: int

    with pytest.raises(SyntaxError):
        frozen(Wrong)


def test_a_value_can_be_taken_apart_by_place() -> None:
    match Made(4, "x"):
        case Made(a, b):
            assert (a, b) == (4, "x")


@frozen
class Derived:
    """A value with fields that no caller gives."""

    a: int
    b: int = 1
    kept: dict[str, int] = field(default_factory=dict, init=False, compare=False, repr=False)
    total: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.a + self.b)


@given(st.integers(), st.integers())
def test_what_is_derived_is_derived_anew_for_a_copy(a: int, b: int) -> None:
    value = Derived(a, b)
    value.kept["seen"] = a
    copy = replace(value, a=b)
    assert (value.total, copy.total, copy.kept) == (a + b, b + b, {})
    assert (value == Derived(a, b), repr(value)) == (True, f"Derived(a={a}, b={b})")
    assert pickle.loads(pickle.dumps(value)).total == value.total


def test_a_derived_field_is_no_argument() -> None:
    with pytest.raises(TypeError):
        Derived(1, 2, total=3)  # type: ignore[call-arg]


@frozen(eq=False)
class Held:
    """A value that holds what cannot be compared."""

    a: int


def test_a_value_may_equal_itself_alone() -> None:
    one, other = Held(1), Held(1)
    assert one == one and one != other
    assert len({one, other}) == 2
    with pytest.raises(FrozenInstanceError):
        one.a = 2  # type: ignore[misc]
