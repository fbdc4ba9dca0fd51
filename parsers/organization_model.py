"""An organization as printed, and the register that keeps one for all its mentions."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.view import View
from parsers.organization_names import Kind, pattern, words
from parsers.patterns import compiled


@frozen
class Organization:
    """A body, post or unit; every part is where it is first printed, None where it is not.

    ``composed`` is the name when its noun is printed apart (「X」及び「Y」の分科会), else None.
    ``chair_printed`` is the whole phrase about the chair. ``parent`` is the parent as printed,
    ``parent_at`` its index among the organizations. ``mentions`` are the names as printed.
    """

    name: View
    kind: Kind
    section: int | None
    composed: str | None = None
    group: View | None = None
    chair_title: View | None = None
    chair: View | None = None
    chair_printed: View | None = None
    members: View | None = None
    roles: tuple[View, ...] = ()
    parent: View | None = None
    parent_at: int | None = None
    established: View | None = None
    until: View | None = None
    mentions: tuple[View, ...] = ()

    @property
    def label(self) -> str:
        """The name to show: composed where it is, else as printed."""
        return self.composed or self.name.text


class Register:
    """The organizations found so far and the names they answer to.

    ``latest`` is the one set up last, for 「その下に」, and ``umbrella`` one that holds what
    follows; both with the section that they are valid in.
    """

    def __init__(self) -> None:
        self.found: list[Organization] = []
        self.from_table: set[int] = set()
        self.latest: tuple[int, int | None] | None = None
        self.umbrella: tuple[int, int | None] | None = None
        self._names: dict[str, int] = {}
        self._short: dict[str, str] = {}

    def add(self, new: Organization, *, table: bool = False) -> int:
        """Keeps ``new``, or fills what the organization of that name still lacks; its index."""
        at = self.same(new.label)
        if at is None:
            at = len(self.found)
            self.found.append(replace(new, mentions=(new.name,)))
            self.call(new.label, at)
        else:
            old = self.found[at]
            if canonical(old.label) in self._short and canonical(new.label) not in self._short:
                old = replace(old, name=new.name, composed=new.composed)
            self.found[at] = _merged(old, new, keep_roles=at in self.from_table)
        if table:
            self.from_table.add(at)
        return at

    def call(self, name: str, at: int) -> None:
        """Gives an organization one more name (以下「本部」という)."""
        self._names.setdefault(self._whole(name), at)

    def shorten(self, short: str, name: str) -> None:
        """Tells beforehand what a short name stands for: a table may come before its sentence."""
        self._short.setdefault(canonical(short), canonical(name))

    def _whole(self, name: str) -> str:
        wanted = canonical(name)
        return self._short.get(wanted, wanted)

    def change(self, at: int, **values: object) -> None:
        """Fills fields that are still empty."""
        old = self.found[at]
        new = {k: v for k, v in values.items() if v is not None and getattr(old, k) is None}
        self.found[at] = replace(old, **new)  # type: ignore[arg-type]

    def give_role(self, at: int, role: View | None) -> None:
        """One more role, unless a table lists the roles or the role is there already."""
        if role is None or not role.text or at in self.from_table:
            return
        old = self.found[at]
        if key(role.text) not in {key(r.text) for r in old.roles}:
            self.found[at] = replace(old, roles=(*old.roles, role))

    def same(self, name: str) -> int | None:
        """The organization that this name names, with or without a prefix such as 各課."""
        wanted = self._whole(name)
        if wanted in self._names:
            return self._names[wanted]
        prefix = compiled(words()["prefixes"])
        for known, at in self._names.items():
            longer, shorter = sorted((known, wanted), key=len, reverse=True)
            ahead = longer[: len(longer) - len(shorter)]
            if len(shorter) > 3 and longer.endswith(shorter) and prefix.fullmatch(ahead):
                return at
        return None

    def resolve(self, name: str) -> int | None:
        """The organization a short reference means: the one name that ends so, if it is one."""
        at = self.same(name)
        if at is not None:
            return at
        ends = {i for known, i in self._names.items() if known.endswith(canonical(name))}
        return ends.pop() if len(ends) == 1 else None


def canonical(name: str) -> str:
    """The form names are compared in: no brackets, no の before the noun, one spelling of it."""
    text = regex.sub(r"[「」]|\([A-Z]+\)", "", key(name))
    for first, *others in words()["synonyms"]:
        for other in others:
            text = regex.sub(rf"{other}$", first, text)
    return str(text)


def _merged(old: Organization, new: Organization, *, keep_roles: bool) -> Organization:
    fields = ("group", "members", "parent", "parent_at", "established", "until")
    filled = {f: getattr(new, f) for f in fields if getattr(old, f) is None}
    if old.chair is None and new.chair is not None:
        for field in ("chair", "chair_title", "chair_printed"):
            filled[field] = getattr(new, field)
    roles = old.roles
    if not keep_roles:
        seen = {key(r.text) for r in roles}
        roles = (*roles, *(r for r in new.roles if key(r.text) not in seen))
    return replace(old, **filled, roles=roles, mentions=(*old.mentions, new.name))


def tidy_role(part: View) -> View:
    """A duty without the light verb at its end (X を進めていきます -> X) and its full stop."""
    text = part.text
    single = "、" not in text
    tail = pattern("light_tail").search(text)
    if tail and (single or tail[0].startswith("し")):
        return part.cut(0, tail.start())
    return part.cut(0, len(text.rstrip("。、")))
