"""Puts a user's rows on top of shipped ones: lists grow, tables merge, settings are set anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import regex

from extract.fold import key as folded
from parsers.extension_marks import Keys, Marks, among
from parsers.layer_faults import Writing

# Stand-ins for the words that a pattern is filled with when it is used.
PLACEHOLDER = regex.compile(r"\{[A-Z]+\}|(?<![A-Za-z<\\])[A-Z]{3,}(?![A-Za-z>])")


def extended(
    base: Mapping[str, Any], own: Mapping[str, Any], marks: Marks, at: Writing
) -> dict[str, Any]:
    """The rows of both, ``base`` untouched; LayerError for an unknown key or a bad value."""
    merged = _table(base, own, (), marks, at)
    for path in marks.unique:
        _check_meanings(merged, own, path, at)
    return merged


def _table(
    base: Mapping[str, Any], own: Mapping[str, Any], path: Keys, marks: Marks, at: Writing
) -> dict[str, Any]:
    merged = dict(base)
    for name, value in own.items():
        inner = (*path, name)
        if name in base:
            merged[name] = _value(base[name], value, inner, marks, at)
        elif among(path, marks.open):
            merged[name] = _new(value, list(base.values()), inner, marks, at)
        else:
            near = get_close_matches(name, base, 1)
            known = near[0] if near else ", ".join(base)
            raise at.fault("unknown-key", inner, known=known)
    return merged


def _value(base: Any, own: Any, path: Keys, marks: Marks, at: Writing) -> Any:
    if type(base) is not type(own):
        raise at.fault("wrong-type", path, expected=_named(base))
    if isinstance(base, dict):
        return _table(base, own, path, marks, at)
    if isinstance(base, list):
        return _list(base, own, path, marks, at)
    if not among(path, marks.settings):
        raise at.fault("not-a-setting", path)
    _check_pattern(own, [base], path, marks, at)
    return own


def _list(base: list[Any], own: list[Any], path: Keys, marks: Marks, at: Writing) -> list[Any]:
    if any(isinstance(row, dict) for row in (*base, *own)):
        return _rows(base, own, path, marks, at)
    if among(path, marks.positional):
        if len(base) != len(own):
            raise at.fault("wrong-length", path, expected=str(len(base)))
        return [[*b, *o] for b, o in zip(base, own, strict=True)]
    for value in own:
        _check_item(value, base, path, marks, at)
    return [*base, *(value for i, value in enumerate(own) if value not in (*base, *own[:i]))]


def _rows(base: list[Any], own: list[Any], path: Keys, marks: Marks, at: Writing) -> list[Any]:
    name = marks.row_key(path)
    merged, new = list(base), []
    for row in own:
        if not isinstance(row, dict):
            raise at.fault("wrong-type", path, expected="table")
        known = [i for i, b in enumerate(merged) if name and b[name] == row.get(name)]
        if known:
            kept = {k: v for k, v in row.items() if k != name}
            merged[known[0]] = _table(merged[known[0]], kept, path, marks, at)
        else:
            new.append(_new(row, base, path, marks, at))
    return [*merged, *new] if among(path, marks.last) else [*new, *merged]


def _new(value: Any, like: Sequence[Any], path: Keys, marks: Marks, at: Writing) -> Any:
    """A value that no shipped one stands under, of the shape of those beside it."""
    if not like:
        return value
    kinds = {type(row) for row in like}
    if type(value) not in kinds:
        raise at.fault("wrong-type", path, expected=_named(like[0]))
    if isinstance(value, dict):
        every = {k: v for row in like for k, v in row.items()}
        for name, part in value.items():
            if name not in every and not among(path, marks.open):
                raise at.fault("unknown-key", (*path, name), known=", ".join(every))
            beside = [row[name] for row in like if name in row]
            _new(part, beside, (*path, name), marks, at)
        needed = [name for name in every if all(name in row for row in like)]
        if missing := [name for name in needed if name not in value]:
            raise at.fault("missing-key", path, missing=", ".join(missing))
    elif isinstance(value, list):
        items = [item for row in like for item in row]
        for item in value:
            _check_item(item, items, path, marks, at)
    else:
        _check_pattern(value, like, path, marks, at)
    return value


def _check_item(value: Any, like: Sequence[Any], path: Keys, marks: Marks, at: Writing) -> None:
    if like and type(value) is not type(like[0]):
        raise at.fault("wrong-type", path, expected=_named([like[0]]))
    if isinstance(value, str):
        if not value.strip():
            raise at.fault("empty-word", path, value)
        _check_pattern(value, like, path, marks, at)


def _check_pattern(value: Any, like: Sequence[Any], path: Keys, marks: Marks, at: Writing) -> None:
    """A pattern must compile and have the named groups that all shipped ones there have."""
    if not isinstance(value, str) or not among(path, marks.patterns):
        return
    try:
        groups = set(regex.compile(PLACEHOLDER.sub("x", value)).groupindex)
    except regex.error as error:
        raise at.fault("bad-pattern", path, value, reason=str(error)) from error
    shared = [set(regex.compile(PLACEHOLDER.sub("x", text)).groupindex) for text in like]
    if lost := (set.intersection(*shared) if shared else set()) - groups:
        raise at.fault("bad-pattern", path, value, reason=f"(?P<{min(lost)}>…)")


def _check_meanings(
    merged: Mapping[str, Any], own: Mapping[str, Any], path: Keys, at: Writing
) -> None:
    """Refuses a word of the user's that stands in two lists of one table."""
    groups, mine = _inside(merged, path), _inside(own, path)
    for name, words in mine.items():
        for word in words:
            for other, listed in groups.items():
                if other != name and folded(word) in map(folded, listed):
                    raise at.fault("two-meanings", (*path, name), word, first=other, second=name)


def _inside(content: Mapping[str, Any], path: Keys) -> Mapping[str, Any]:
    for name in path:
        content = content.get(name, {})
    return content


def _named(value: Any) -> str:
    if isinstance(value, list):
        return f"list of {_named(value[0])}" if value else "list"
    return {dict: "table", str: "string", int: "integer", bool: "true / false"}.get(
        type(value), type(value).__name__
    )
