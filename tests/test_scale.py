"""The arithmetic of what a large batch costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.scale import (
    Figures,
    Mix,
    Task,
    input_bytes,
    lines,
    table_bytes,
    wall_seconds,
    worker_seconds,
)
from bench.scale_parts import Cost, Publishing

TASK = Task(municipalities=10, plans=5, pages=100, machines=2, cores=4, use=0.5)
FIGURES = Figures(
    text=Cost(cpu=0.01, source=1000, tables=1500, peak_mb=100, files=3, pages=10),
    pdf=Cost(cpu=0.02, source=3000, tables=2500, peak_mb=200, files=3, pages=10),
    scan=Cost(cpu=2.0, source=50_000, tables=1500, peak_mb=300, files=3, pages=10),
    start=1.0,
    publishing=Publishing(cpu=0.1, notes=10, empty=500),
    found=0.001,
)


@pytest.mark.parametrize(
    ("mix", "cpu", "inputs", "tables"),
    [
        (Mix(1.0, 0.0), 5000 * 0.01 + 0.5, 5000 * 1000, 5000 * 100 + 50 * 510),
        (Mix(0.0, 0.0), 5000 * 0.02 + 0.5, 5000 * 3000, 5000 * 200 + 50 * 510),
        (Mix(0.0, 0.5), 5000 * 1.02 + 0.5, 5000 * 26_500, 5000 * 200 + 50 * 510),
        (Mix(0.5, 1.0), 5000 * 1.015 + 0.5, 5000 * 25_500, 5000 * 150 + 50 * 510),
    ],
)
def test_costs(mix: Mix, cpu: float, inputs: float, tables: float) -> None:
    assert worker_seconds(TASK, mix, FIGURES) == pytest.approx(cpu)
    assert wall_seconds(TASK, mix, FIGURES) == pytest.approx(max(cpu / 4, 5))
    assert input_bytes(TASK, mix, FIGURES) == pytest.approx(inputs)
    assert table_bytes(TASK, mix, FIGURES) == pytest.approx(tables)


def test_many_machines_wait_for_the_one_that_publishes() -> None:
    assert wall_seconds(replace(TASK, machines=10_000), Mix(1.0, 0.0), FIGURES) == 5.0


def test_a_line_for_each_mixture() -> None:
    assert len(list(lines(TASK, [Mix(1.0, 0.0), Mix(0.1, 0.2)], FIGURES))) == 4
    assert worker_seconds(TASK, Mix(0.0, 0.5), replace(FIGURES, scan=None)) == pytest.approx(100.5)
