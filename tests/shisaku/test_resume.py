"""Runs after runs: what is done again, what stays, and that no interruption shows in the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.write import read_table
from shisaku import fingerprint
from shisaku.batch import here
from shisaku.convert import Options, convert
from shisaku.journal import Journal
from shisaku.lock import locked
from shisaku.messages import Messages
from shisaku.sources import SourceError
from shisaku.store import HIDDEN
from shisaku.work import rows_of_file

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program counts as the same whatever is edited while the tests run."""
    fingerprint.configuration.cache_clear()
    monkeypatch.setattr(fingerprint, "program", lambda: "program")


def seen(out: Path) -> dict[str, bytes]:
    """Every file that a reader of the dataset sees."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and HIDDEN not in path.parts
    }


def made(out: Path) -> dict[str, int]:
    """The inode of each document's file in ``documents``: another one if it was made anew."""
    return {path.stem: path.stat().st_ino for path in out.glob("documents/*.parquet")}


def ids(out: Path) -> dict[str, str]:
    return {row["document_id"]: row["status"] for row in read_table(out, "documents").to_pylist()}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"第1章 計画{name}\n本文です。\n", encoding="utf-8")
    return folder


def change_text(folder: Path) -> None:
    (folder / "b.txt").write_text("第1章 別の計画\n", encoding="utf-8")


def add_file(folder: Path) -> None:
    (folder / "d.txt").write_text("第1章 加えた計画\n", encoding="utf-8")


def write_manifest(folder: Path) -> None:
    (folder / "plan.toml").write_text('[source]\nfile = "b.txt"\nurl = "x"\n', encoding="utf-8")


def touch(folder: Path) -> None:
    os.utime(folder / "b.txt", (1, 1))


def nothing(_: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "arguments", "anew", "unchanged"),
    [
        (nothing, [], "", 3),
        (touch, [], "", 3),
        (change_text, [], "b", 2),
        (add_file, [], "d", 3),
        (write_manifest, [], "b", 2),
        (nothing, ["--force"], "abc", 0),
        (nothing, ["--reader", "pdfplumber"], "abc", 0),
        (nothing, ["--timeout", "900", "--memory-limit", "4000"], "", 3),
    ],
)
def test_only_what_changed_is_converted(
    run: Run,
    plans: Path,
    tmp_path: Path,
    change: Callable[[Path], None],
    arguments: list[str],
    anew: str,
    unchanged: int,
) -> None:
    out = tmp_path / "out"
    assert run("convert", plans, "--out", out, "--lang", "en").status == 0
    before = made(out)
    change(plans)
    told = run("convert", plans, "--out", out, "--lang", "en", *arguments).out
    after = made(out)
    assert {name for name in after if before.get(name) != after[name]} == {
        f"unknown-{name}" for name in anew
    }
    assert (f"{unchanged} unchanged" in told) is (unchanged > 0)


@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_a_damaged_document_is_made_again(
    run: Run, plans: Path, tmp_path: Path, damage: str
) -> None:
    out = tmp_path / "out"
    run("convert", plans, "--out", out)
    before = seen(out)
    file = out / "pages" / "unknown-b.parquet"
    file.unlink() if damage == "missing" else file.write_bytes(b"")
    run("convert", plans, "--out", out)
    assert seen(out) == before


def test_failed_documents_are_tried_again(run: Run, plans: Path, tmp_path: Path) -> None:
    (plans / "b.txt").write_bytes(b"")
    out = tmp_path / "out"
    assert run("convert", plans, "--out", out).status == 1
    before = made(out)
    assert run("convert", plans, "--out", out).status == 1
    after = made(out)
    assert {name for name in after if before[name] != after[name]} == {"unknown-b"}


def test_a_document_without_source_stays_until_it_is_pruned(
    run: Run, plans: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run("convert", plans, "--out", out)
    before = seen(out)
    (plans / "b.txt").unlink()
    told = run("convert", plans, "--out", out, "--lang", "en").out
    assert "source is gone: 1 (unknown-b (b.txt))" in told and "--prune" in told
    assert seen(out) == before
    told = run("convert", plans, "--out", out, "--lang", "ja", "--prune").out
    assert "1件消しました（unknown-b" in told
    assert set(ids(out)) == {"unknown-a", "unknown-c"}
    assert seen(out) == {name: b for name, b in before.items() if "unknown-b" not in name}


def test_other_inputs_are_no_lost_sources(run: Run, plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("convert", plans / "a.txt", "--out", out)
    told = run("convert", plans / "b.txt", "--out", out, "--lang", "en", "--prune").out
    told = " ".join(told.split())
    assert "is gone" not in told and "other runs: 1 (unknown-a)" in told
    assert set(ids(out)) == {"unknown-a", "unknown-b"}


def test_a_document_that_changes_its_id_leaves_nothing_behind(
    run: Run, plans: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run("convert", plans / "a.txt", "--out", out)
    (plans / "plan.toml").write_text('slug = "new"\n[source]\nfile = "a.txt"\n', encoding="utf-8")
    run("convert", plans / "a.txt", "--out", out)
    assert set(ids(out)) == {"unknown-new"}
    assert not [name for name in seen(out) if "unknown-a" in name]


def test_a_source_that_vanishes_on_the_way_keeps_its_document(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shisaku.task

    out = tmp_path / "out"
    run("convert", plans, "--out", out)
    before, real = seen(out), rows_of_file

    def vanishing(path: Path, *arguments: Any) -> Any:
        (plans / "b.txt").unlink(missing_ok=True)
        return real(path, *arguments)

    monkeypatch.setattr(shisaku.task, "rows_of_file", vanishing)
    told = run("convert", plans, "--out", out, "--force", "--lang", "en")
    assert "source is gone: 1 (unknown-b" in told.out
    assert seen(out) == before


def test_what_was_done_before_a_kill_is_not_done_again(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last file is done first; the run ends before the turn of any."""

    def backwards(paths: Any, task: Any) -> Any:
        done = list(paths)[::-1]
        yield from ((path, task(path)) for path in done[:-1])
        raise Killed

    out = tmp_path / "out"
    monkeypatch.setattr("shisaku.convert.choose_engine", lambda *_: backwards)
    with pytest.raises(Killed):
        run("convert", plans, "--out", out)
    assert not list(out.glob("documents/*"))
    asked: list[str] = []

    def counting(paths: Any, task: Any) -> Any:
        for path in paths:
            asked.append(path.name)
            yield path, task(path)

    monkeypatch.setattr("shisaku.convert.choose_engine", lambda *_: counting)
    (plans / "c.txt").write_text("第1章 別\n", encoding="utf-8")
    run("convert", plans, "--out", out)
    assert asked == ["a.txt", "c.txt"]
    monkeypatch.undo()
    run("convert", plans, "--out", tmp_path / "fresh")
    assert seen(out) == seen(tmp_path / "fresh")
    assert not list((out / HIDDEN).glob("unfinished-*"))


def test_a_second_run_is_refused(run: Run, plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / HIDDEN).mkdir(parents=True)
    with locked(out / HIDDEN / "lock", out):
        answer = run("convert", plans, "--out", out, "--lang", "en")
    assert answer.status == 2 and answer.out == ""
    assert "another conversion" in answer.err and str(os.getpid()) in answer.err
    assert run("convert", plans, "--out", out).status == 0


def test_the_lock_of_a_dead_run_is_taken_over(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("999999999\n", encoding="ascii")
    with locked(lock, tmp_path) as after_death:
        assert after_death
        with pytest.raises(SourceError, match="already-running"), locked(lock, tmp_path):
            pass
    with locked(lock, tmp_path) as after_death:
        assert not after_death


def test_leftovers_of_a_killed_run_go(run: Run, plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    left = out / HIDDEN / "unfinished-x" / "document-y"
    left.mkdir(parents=True)
    (left / "pages").write_bytes(b"half")
    run("convert", plans, "--out", out)
    assert not left.parent.exists()
    assert {p.name for p in (out / HIDDEN).iterdir()} == {
        "journal.jsonl",
        "lock",
        "report.html",
        "report.json",
    }


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(0, 10_000), rubbish=st.binary(max_size=20))
def test_a_torn_journal_loses_its_last_lines_only(cut: int, rubbish: bytes) -> None:
    with TemporaryDirectory() as folder:
        plans, out = Path(folder) / "in", Path(folder) / "out"
        plans.mkdir()
        for name in "ab":
            (plans / f"{name}.txt").write_text(f"第1章 {name}\n", encoding="utf-8")
        options = Options((plans,), out, quiet=True)
        assert convert(options, Messages("en")) == 0
        before = seen(out)
        path = out / HIDDEN / "journal.jsonl"
        whole = path.read_bytes()
        kept = whole[: cut % (len(whole) + 1)]
        path.write_bytes(kept + rubbish)
        journal = Journal(path)
        journal.close()
        assert len(journal.entries) >= kept.count(b"\n") - (not rubbish.startswith(b"\n"))
        assert convert(options, Messages("en")) == 0
        assert seen(out) == before


class Killed(BaseException):
    """The process ends here: nothing that follows is done, no cleaning up either."""


def killed_after(calls: int, patch: pytest.MonkeyPatch) -> None:
    """From the given rename or unlink on, this process changes no file any more."""
    left = [calls]

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def act(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*arguments, **options)

        return act

    patch.setattr(os, "replace", dying(os.replace))
    patch.setattr(Path, "unlink", dying(Path.unlink))
    patch.setattr(shutil, "rmtree", lambda *_, **__: None)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c/a", "c/b"]),
        st.sampled_from(["第1章 甲\n", "第1章 乙\n", "", None]),
        st.integers(0, 250),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_whatever_happened_before_the_result_is_that_of_a_first_run(
    steps: list[tuple[str, str | None, int]],
) -> None:
    """Files come, change and go (two of one id among them), and each run is killed somewhere."""
    with TemporaryDirectory() as name:
        plans, out = Path(name) / "in", Path(name) / "out"
        (plans / "c").mkdir(parents=True)
        (plans / "z.txt").write_text("第1章 残る\n", encoding="utf-8")
        for stem, text, calls in steps:
            path = plans / f"{stem}.txt"
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text, encoding="utf-8")
            with pytest.MonkeyPatch.context() as patch:
                killed_after(calls, patch)
                patch.setattr("shisaku.convert.choose_engine", lambda *_: here)
                with suppress(Killed):
                    convert(Options((plans,), out, quiet=True), Messages("en"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("shisaku.convert.choose_engine", lambda *_: here)
            convert(Options((plans,), out, quiet=True, prune=True), Messages("en"))
        convert(Options((plans,), Path(name) / "fresh", quiet=True), Messages("en"))
        assert seen(out) == seen(Path(name) / "fresh")
