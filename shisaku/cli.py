"""The command line: what was asked for, handed to the module that does it.

argparse, because help must come at once: typer alone takes two to four times the CPU time.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from shisaku.arguments import argument_parser
from shisaku.collector import calm_collector
from shisaku.console import forgive_encodings, say
from shisaku.messages import Messages, asked_language, default_language
from shisaku.sources import SourceError

WRONG_USE = 2
INTERRUPTED = 130
"""Exit status of a program stopped by the keyboard, as shells count it (128 + SIGINT)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 all well, 1 something to look at, 2 wrong use."""
    forgive_encodings()
    # numpy would start a thread for each processor, for linear algebra that nothing here does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Arrow's own pool keeps what it once had, 20 MiB in a run, beside what Python keeps.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    calm_collector()
    given = sys.argv[1:] if argv is None else argv
    messages = Messages(asked_language(given) or default_language())
    asked = argument_parser(messages).parse_args(given)
    try:
        status = _run(asked, messages)
        sys.stdout.flush()
        return status
    except SourceError as error:
        say(messages(error.name, **error.values))
        return WRONG_USE
    except KeyboardInterrupt:
        say(messages("interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left (| head); at exit Python would complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    finally:
        if argv is None:
            # The process ends: a last search for cycles would take as long as ten pages.
            gc.freeze()


def _run(asked: argparse.Namespace, messages: Messages) -> int:
    # Imported here: pyarrow and the parsers take longer to load than help may take.
    match asked.command:
        case "convert":
            from shisaku.convert import Options, convert
            from shisaku.limits import Limits
            from shisaku.reading_options import asked_reading, asked_scheduler

            scheduler = asked_scheduler(asked)
            reading = asked_reading(asked, messages)
            options = Options(
                inputs=tuple(asked.inputs),
                out=asked.out,
                workers=asked.workers,
                quiet=asked.quiet,
                reading=reading,
                limits=Limits(asked.timeout, asked.memory_limit),
                force=asked.force,
                prune=asked.prune,
                report=asked.report,
                log_format=asked.log_format,
                scheduler=scheduler,
            )
            return convert(options, messages)
        case "issues":
            from shisaku.issues_view import Wanted, issues

            return issues(asked.data, Wanted(asked.severity, asked.code, asked.csv), messages)
        case "inspect":
            from shisaku.inspect_view import inspect
            from shisaku.reading_options import asked_reading

            reading = asked_reading(asked, messages)
            if asked.explain:
                from shisaku.explain import explain

                return explain(asked.file, messages, reading)
            if asked.page is None and asked.image is None:
                return inspect(asked.file, messages, reading)
            from shisaku.inspect_page import inspect_page

            return inspect_page(asked.file, asked.page, asked.image, messages, reading)
        case "init":
            from shisaku.init_plan import Wish, init_plan
            from shisaku.reading_options import asked_reading

            wish = Wish(asked.layout, asked.force)
            return init_plan(asked.file, wish, messages, asked_reading(asked, messages))
        case "schema":
            from shisaku.schema_view import show_schema

            return show_schema(asked.table, asked.format, messages)
        case "export":
            from shisaku.exporting.export import ExportOptions, export

            exported = ExportOptions(
                data=asked.data,
                form=asked.to,
                out=asked.out,
                previous=asked.previous,
                check=asked.check,
                publisher=asked.publisher,
                base=asked.base_url,
            )
            return export(exported, messages)
        case "import-package":
            from shisaku.exporting.import_package import import_package

            return import_package(asked.package, asked.out, asked.form, messages)
        case "compact":
            from shisaku.compact import compact

            return compact(asked.data, asked.out, messages)
        case "report":
            from shisaku.site.report import report

            # Japanese is what its readers read, whatever the locale of who makes it.
            pages = Messages(asked.lang or "ja")
            return report(asked.data, asked.out, messages, asked.similar, pages)
        case "check":
            from shisaku.exporting.check_view import check_command

            return check_command(asked.folder, asked.format, messages)
        case "diff":
            from shisaku.exporting.diff_view import diff_command

            return diff_command(asked.old, asked.new, asked.table, asked.format, messages)
        case "compare":
            from shisaku.comparing.view import CompareOptions, compare_command

            compared = CompareOptions(
                data=asked.data,
                by=asked.by,
                rows=asked.rows,
                only=tuple(asked.only),
                cities=tuple(asked.city),
                top=asked.top,
                excerpts=asked.excerpts,
                form=asked.format,
                out=asked.out,
            )
            return compare_command(compared, messages)
        case "similar":
            from shisaku.similarity.command import Asked, similar

            wanted = Asked(asked.data, asked.item, asked.text, asked.out, asked.top, asked.format)
            return similar(wanted, messages)
        case _:
            from shisaku.evaluate import evaluate

            return evaluate(asked.gold, asked.data, messages, as_json=asked.json)


if __name__ == "__main__":
    sys.exit(main())
