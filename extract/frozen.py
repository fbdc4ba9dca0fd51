"""Frozen values with slots, as ``dataclass(frozen=True, slots=True)`` makes them, in less time.

A document passes some 150 kinds of values. ``dataclasses`` writes and compiles the source of
seven methods for each of them: a quarter of the start-up of a program that is done in a second.
Here none is compiled anew but an unusual ``__init__``; the others are closures. Instances are
also made in two thirds of the time, because ``__init__`` sets the slots without a look-up by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache, partial
from operator import attrgetter
from types import FunctionType
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T]) -> type[T]: ...


@overload
def frozen(*, eq: bool) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[T] | None = None, *, eq: bool = True
) -> type[T] | Callable[[type[T]], type[T]]:
    """The class as a frozen dataclass with slots; ``replace`` and ``fields`` know it as one.

    ``eq=False``: a value equals itself alone, as what holds arrays must.
    """
    return partial(_made, eq=eq) if cls is None else _made(cls, eq)


def _made(cls: type[T], eq: bool) -> type[T]:
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    declared = fields(made)
    compared = _values([f.name for f in declared if f.compare])
    every = _values([f.name for f in declared])
    shown = [f.name for f in declared if f.repr]
    setters = [getattr(made, f.name).__set__ for f in declared]

    def __eq__(self: object, other: object) -> Any:
        if other.__class__ is not made:
            return NotImplemented
        return compared(self) == compared(other)

    def __hash__(self: object) -> int:
        return hash(compared(self))

    def __repr__(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{made.__qualname__}({values})"

    def __getstate__(self: object) -> tuple[object, ...]:
        return every(self)

    def __setstate__(self: object, state: tuple[object, ...]) -> None:
        for setter, value in zip(setters, state, strict=True):
            setter(self, value)

    for method in (__repr__, __getstate__, __setstate__, _setattr, _delattr):
        setattr(made, f"__{method.__name__.strip('_')}__", method)
    if eq:
        made.__eq__, made.__hash__ = __eq__, __hash__
    made.__init__ = _init(declared, setters, hasattr(made, "__post_init__"))
    kind: type[T] = made
    return kind


def _values(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """What gives the values of these attributes, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _init(
    declared: tuple[Field[Any], ...], setters: list[Any], derives: bool
) -> Callable[..., None]:
    required = [each.default is MISSING for each in declared]
    is_plain = all(each.init and each.default_factory is MISSING for each in declared)
    if not is_plain or required != sorted(required, reverse=True):
        return _written_init(declared, setters, derives)
    # Compiling takes 70 µs, the code of another class under other names 2.
    code = _plain_init(len(declared), derives).__code__
    known = {f"set{n}": setter for n, setter in enumerate(setters)}
    code = code.replace(co_varnames=("self", *(each.name for each in declared)))
    defaults = tuple(each.default for each in declared if each.default is not MISSING)
    return FunctionType(code, known, "__init__", defaults)


@cache
def _plain_init(count: int, derives: bool) -> Callable[..., None]:
    """The ``__init__`` of a class whose attributes are all given, or have a plain default."""
    names = [f"value{n}" for n in range(count)]
    body = [f" set{n}(self, {name})" for n, name in enumerate(names)]
    return _compiled(["self", *names], body, derives, {})


def _written_init(
    declared: tuple[Field[Any], ...], setters: list[Any], derives: bool
) -> Callable[..., None]:
    """An ``__init__`` of its own, for a class with attributes that are made or derived."""
    known: dict[str, Any] = {"MISSING": MISSING}
    parameters, body = ["self"], []
    for n, (each, setter) in enumerate(zip(declared, setters, strict=True)):
        name = value = each.name
        known[f"set{n}"] = setter
        if not each.init:
            if each.default_factory is not MISSING:
                known[f"make{n}"] = each.default_factory
                body.append(f" set{n}(self, make{n}())")
            continue
        if each.default is not MISSING:
            known[f"default{n}"] = each.default
            parameters.append(f"{name}=default{n}")
        elif each.default_factory is not MISSING:
            known[f"make{n}"] = each.default_factory
            parameters.append(f"{name}=MISSING")
            value = f"make{n}() if {name} is MISSING else {name}"
        else:
            parameters.append(name)
        body.append(f" set{n}(self, {value})")
    return _compiled(parameters, body, derives, known)


def _compiled(
    parameters: list[str], body: list[str], derives: bool, known: dict[str, Any]
) -> Callable[..., None]:
    lines = [*body, " self.__post_init__()"] if derives else body
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)
    made: Callable[..., None] = known["__init__"]
    return made


def _setattr(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
