"""``python -m shisaku``, for where the folder of scripts is not on the search path (Windows)."""

from shisaku.cli import main

# Workers load this module under another name.
if __name__ == "__main__":
    raise SystemExit(main())
