"""layout.toml: rows of one plan, layouts that build on others, rules for pages, and faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.page_rules import PageRule
from normalize.layout_file import Layout, read_layout
from parsers.layer_faults import LayerError
from parsers.layers import layered
from parsers.vocabulary import SHIPPED

DEPARTMENTS = '[fields.measure_fields]\ndepartments = ["推進主体名"]\n'


def folder(tmp_path: Path, **texts: str) -> Path:
    """A plan beside a layout.toml (``layout``) below a folder of other files (``shared``)."""
    beside = tmp_path / "slug"
    beside.mkdir()
    for name, text in texts.items():
        target = beside / "layout.toml" if name == "layout" else tmp_path / f"{name}.toml"
        target.write_text(text, encoding="utf-8")
    return beside / "plan.txt"


def words(layout: Layout, field: str) -> list[str]:
    found: list[str] = layout.vocabulary.files["parsers", "fields"]["measure_fields"][field]
    return found


def test_without_a_layout_everything_is_as_shipped(tmp_path: Path) -> None:
    assert read_layout(tmp_path / "plan.txt") == Layout(SHIPPED, {})


def test_rows_of_a_plan(tmp_path: Path) -> None:
    layout = read_layout(folder(tmp_path, layout=DEPARTMENTS))
    assert words(layout, "departments")[-1] == "推進主体名"
    assert len(layout.vocabulary.layout_sha256) == 64


def test_a_layout_builds_on_others_and_on_the_vocabulary(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        layout='extends = "../city.toml"\n' + DEPARTMENTS,
        city='extends = "kind.toml"\n[fields.measure_fields]\noutline = ["市の欄"]\n',
        kind='[fields.measure_fields]\neffects = ["種類の欄"]\n',
    )
    layout = read_layout(path, layered(()))
    assert words(layout, "outline")[-1] == "市の欄" and words(layout, "effects")[-1] == "種類の欄"
    before = layout.vocabulary.layout_sha256
    (tmp_path / "kind.toml").write_text("# nothing\n", encoding="utf-8")
    assert read_layout(path).vocabulary.layout_sha256 != before


def test_rules_for_pages(tmp_path: Path) -> None:
    text = (
        '[[pages]]\npages = "2-3, 9"\nkind = "contents"\n'
        '[[pages]]\npages = 12\nkind = "ignore"\n'
        '[[pages]]\npages = "5"\ntables = false\nrotate = 270\n'
    )
    layout = read_layout(folder(tmp_path, layout=text))
    assert layout.pages == {
        2: PageRule(contents=True),
        3: PageRule(contents=True),
        9: PageRule(contents=True),
        12: PageRule(ignored=True),
        5: PageRule(tables=False, turn=270),
    }
    assert layout.vocabulary.contents_pages == {2, 3, 9}
    assert layout.turns == ((5, 270),)


@pytest.mark.parametrize(
    ("texts", "fault", "place"),
    [
        ({"layout": 'extends = "layout.toml"'}, "extends-cycle", "layout.toml:1"),
        (
            {"layout": 'extends = "../a.toml"', "a": '\nextends = "slug/layout.toml"'},
            "extends-cycle",
            "../a.toml:2",
        ),
        ({"layout": 'extends = "../gone.toml"'}, "extends-missing", "layout.toml:1"),
        ({"layout": 'extends = "/etc/layout.toml"'}, "extends-not-relative", "layout.toml:1"),
        ({"layout": "extends = 3"}, "extends-not-relative", "layout.toml:1"),
        (
            {"layout": 'extends = "../a.toml"', "a": '[[pages]]\npages = 1\nkind = "ignore"'},
            "extends-pages",
            "layout.toml:1",
        ),
        ({"layout": "[field]\nx = 1"}, "unknown-file", "layout.toml:1"),
        ({"layout": "#\nfields = 1"}, "wrong-type", "layout.toml:2"),
        ({"layout": "[fields\n"}, "malformed-bracket", "layout.toml:1"),
        (
            {"layout": '[fields.measure_fields]\noutline = ["担当課"]'},
            "two-meanings",
            "layout.toml:2",
        ),
        (
            {"layout": 'extends = "../a.toml"', "a": "#\n[fields.measure_fields]\nx = []"},
            "unknown-key",
            "../a.toml:3",
        ),
        ({"layout": "pages = 1"}, "wrong-type", "layout.toml:1"),
        ({"layout": '[[pages]]\npages = "3-2"\nkind = "ignore"'}, "bad-pages", "layout.toml:2"),
        ({"layout": '[[pages]]\npages = 0\nkind = "ignore"'}, "bad-pages", "layout.toml:2"),
        ({"layout": '[[pages]]\nkind = "ignore"\ntables = false'}, "bad-pages", "layout.toml:1"),
        ({"layout": '[[pages]]\npages = "1"'}, "missing-key", "layout.toml:1"),
        ({"layout": '[[pages]]\npages = 1\nkind = "blank"'}, "bad-choice", "layout.toml:3"),
        ({"layout": "[[pages]]\npages = 1\nrotate = 45"}, "bad-choice", "layout.toml:3"),
        ({"layout": "[[pages]]\npages = 1\ntables = true"}, "bad-choice", "layout.toml:3"),
        ({"layout": "[[pages]]\npages = 1\ntables = 0"}, "bad-choice", "layout.toml:3"),
        ({"layout": "[[pages]]\npages = 1\nturn = 90"}, "unknown-key", "layout.toml:3"),
        (
            {"layout": '[[pages]]\npages = 1\ntables = false\n[[pages]]\npages = "1"\nrotate = 90'},
            "page-twice",
            "layout.toml:5",
        ),
    ],
)
def test_faults_with_file_and_line(
    texts: dict[str, str], fault: str, place: str, tmp_path: Path
) -> None:
    with pytest.raises(LayerError) as caught:
        read_layout(folder(tmp_path, **texts))
    assert caught.value.name == fault
    assert f"{caught.value.path}:{caught.value.line}" == place
