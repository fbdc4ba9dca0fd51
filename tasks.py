"""Everyday tasks: ``python tasks.py setup|test|lint|convert|check|all`` (standard library only).

The two command lines of README.md are the source of ``test`` and ``convert``; they are read
from there, so that what the README says is what is run. ``show test`` prints one of them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent
RAW = ROOT / "data" / "raw"
PARQUET = ROOT / "data" / "parquet"
README_COMMANDS = {"convert": "shisaku convert", "test": "pytest"}


def readme_commands(text: str) -> dict[str, str]:
    """The README's command lines by task name; each is the only line of a ``sh`` block.

    Raises ValueError unless every task has exactly one block and no block is left over.
    """
    lines = re.findall(r"^```sh\n(.*?)\n```$", text, re.M | re.S)
    found = {
        name: [line for line in lines if mark in line] for name, mark in README_COMMANDS.items()
    }
    if len(lines) != len(found) or any(
        len(hits) != 1 or "\n" in hits[0] for hits in found.values()
    ):
        raise ValueError(f"README.md: one sh block of one line each for {sorted(found)} expected")
    return {name: hits[0] for name, hits in found.items()}


def venv_python() -> str:
    """The active environment's interpreter, else that of .venv/, else the running one."""
    if sys.prefix != sys.base_prefix:
        return sys.executable
    places = (ROOT / ".venv" / "bin" / "python", ROOT / ".venv" / "Scripts" / "python.exe")
    return next((str(p) for p in places if p.exists()), sys.executable)


def run(*command: str) -> None:
    """Run a command of the environment in the checkout; a failure ends the task with it.

    ``python`` is the environment's interpreter, any other first word a script beside it.
    """
    python = Path(venv_python())
    program = python if command[0] == "python" else python.with_name(command[0])
    print("+", *command, flush=True)
    done = subprocess.run([str(program), *command[1:]], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def readme_step(name: str) -> list[str]:
    """The words of a README command after its installation."""
    commands = readme_commands((ROOT / "README.md").read_text(encoding="utf-8"))
    return commands[name].split("&&")[-1].split()


def setup() -> None:
    """Make .venv/ if no environment is active; install everything for development, locked."""
    if sys.prefix == sys.base_prefix and venv_python() == sys.executable:
        run("python", "-m", "venv", ".venv")
    run("python", "-m", "pip", "install", "-c", "requirements.lock", "-e", ".[test,dev]")


def test() -> None:
    run(*readme_step("test"))


def lint() -> None:
    run("python", "-m", "ruff", "check")
    run("python", "-m", "ruff", "format", "--check")
    run("python", "-m", "mypy")


def convert() -> None:
    run(*readme_step("convert"))


def declared_documents() -> tuple[str, ...]:
    """Document ids of every plan.toml under data/raw, sorted."""
    return tuple(
        sorted(
            f"{path.parent.parent.name}-{tomllib.loads(path.read_text(encoding='utf-8'))['slug']}"
            for path in RAW.glob("*/*/plan.toml")
        )
    )


def check() -> None:
    """Every declared table must hold a file for every document of data/raw."""
    # Imported here: the other tasks must run before anything is installed.
    from normalize.schema import load_schema

    documents = declared_documents()
    tables = [table.name for table in load_schema().tables]
    missing = [
        f"{table}/{document}.parquet"
        for table in tables
        for document in documents
        if not (PARQUET / table / f"{document}.parquet").is_file()
    ]
    if missing or not documents or not tables:
        raise SystemExit("\n".join(["missing in data/parquet:", *(missing or ["everything"])]))
    print(f"data/parquet: {len(tables)} tables hold {len(documents)} documents each")


TASKS = {"setup": setup, "test": test, "lint": lint, "convert": convert, "check": check}


def main(args: list[str]) -> None:
    if len(args) == 2 and args[0] == "show" and args[1] in README_COMMANDS:
        print(readme_commands((ROOT / "README.md").read_text(encoding="utf-8"))[args[1]])
    elif len(args) == 1 and args[0] in (*TASKS, "all"):
        for name in TASKS if args[0] == "all" else args:
            TASKS[name]()
    else:
        raise SystemExit(f"usage: python tasks.py {'|'.join(TASKS)}|all")


if __name__ == "__main__":
    main(sys.argv[1:])
