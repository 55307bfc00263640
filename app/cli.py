"""The command ``bronwijzer``: parse, call, print. See CONTRACT for the names."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from app.access.accounts_cli import accounts
from app.console import Console
from app.options import COMMON, Words, options_of
from index.errors import BronwijzerError, SettingsError
from index.results import SearchFilters
from index.settings import load_settings
from index.texts import cli as texts

_FILTERS = [
    click.option("--top-k", type=click.IntRange(1, 100), default=10, show_default=True, help=texts.OPTION_TOP_K),
    click.option("--kind", type=Words(), multiple=True, help=texts.OPTION_KIND),
    click.option("--year", type=click.IntRange(0, 9999), multiple=True, help=texts.OPTION_YEAR),
    click.option("--organisation", type=Words(), multiple=True, help=texts.OPTION_ORGANISATION),
    click.option("--all-versions", is_flag=True, help=texts.OPTION_ALL_VERSIONS),
    click.option("--literal", is_flag=True, help=texts.OPTION_LITERAL),
]


@click.group(help=texts.APP_HELP, context_settings={"help_option_names": ["--help", "-h"]})
def cli() -> None:
    """Group of all commands."""


cli.add_command(accounts)


def _filters(kind: Sequence[str], year: Sequence[int], organisation: Sequence[str]) -> SearchFilters:
    return SearchFilters(kinds=tuple(kind), years=tuple(year), organisations=tuple(organisation))


@cli.command(help=texts.HELP["ingest"])
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rebuild", is_flag=True, help=texts.OPTION_REBUILD)
@click.option("--words-only", is_flag=True, help=texts.OPTION_WORDS_ONLY)
@click.option("--emptied", is_flag=True, help=texts.OPTION_EMPTIED)
@click.option("--watch", is_flag=True, help=texts.OPTION_WATCH)
@options_of(COMMON)
def ingest(
    paths: tuple[Path, ...],
    rebuild: bool,
    words_only: bool,
    emptied: bool,
    watch: bool,
    **common: Any,  # noqa: ANN401
) -> None:
    """Make the index equal to folders and files."""
    from app.early_reader import early_reader

    settings = load_settings(common["config"], index=common["index"])
    console = Console(common["as_json"])
    if watch and console.as_json:
        raise SettingsError(texts.WATCH_JSON)
    with early_reader() as worker:
        from app.ingesting import Ingesting
        from app.ingesting import ingest as run
        from app.rebuilding import noted_roots

        roots = paths or (noted_roots(settings.index) if rebuild else ()) or (settings.corpus,)
        what = Ingesting(settings, roots, vectors=not words_only, emptied=emptied)
        code = run(what, worker, rebuild, console)
    if watch:
        from app.ingest_watch import ingest_watch

        ingest_watch(what, console)
    sys.exit(0 if watch else code)


@cli.command(help=texts.HELP["search"])
@click.argument("vraag", type=Words())
@options_of(_FILTERS, COMMON)
def search(vraag: str, **options: Any) -> None:  # noqa: ANN401  click passes what the decorators name
    """Find passages."""
    _question("search", vraag, options)


@cli.command(help=texts.HELP["ask"])
@click.argument("vraag", type=Words())
@options_of(_FILTERS, COMMON)
def ask(vraag: str, **options: Any) -> None:  # noqa: ANN401
    """Answer a question."""
    _question("ask", vraag, options)


def _question(verb: str, text: str, options: dict[str, Any]) -> None:
    from app import commands

    filters = _filters(options["kind"], options["year"], options["organisation"])
    asked = commands.Asked(text, filters, options["top_k"], options["all_versions"], options["literal"])
    run = commands.search if verb == "search" else commands.ask
    run(load_settings(options["config"], index=options["index"]), asked, Console(options["as_json"]))


@cli.command(help=texts.HELP["quote"])
@click.argument("tekst", type=Words())
@options_of(COMMON)
def quote(tekst: str, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Find or check a sentence."""
    from app.commands import quote as run

    run(load_settings(config, index=index), tekst, Console(as_json))


@cli.command(help=texts.HELP["batch"])
@click.argument("questions", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help=texts.OPTION_OUT)
@click.option("--top-k", type=click.IntRange(1, 100), default=10, show_default=True, help=texts.OPTION_TOP_K)
@options_of(COMMON)
def batch(questions: Path, out: Path, top_k: int, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Answer a file of questions."""
    from app.batch import batch as run

    run(load_settings(config, index=index), questions, out, top_k, Console(as_json))


@cli.command(help=texts.HELP["evaluate"])
@click.argument("questions", type=click.Path(path_type=Path))
@options_of(COMMON)
def evaluate(questions: Path, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Measure a file of questions."""
    from app.batch import evaluate as run

    run(load_settings(config, index=index), questions, Console(as_json))


@cli.command(help=texts.HELP["status"])
@options_of(COMMON)
def status(index: Path | None, config: Path | None, as_json: bool) -> None:
    """Show what is in the index."""
    from app.commands import status as run

    run(load_settings(config, index=index), Console(as_json))


@cli.command(help=texts.HELP["text"])
@click.argument("file_or_id")
@options_of(COMMON)
def text(file_or_id: str, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Show the citable text."""
    from app.commands import text as run

    run(load_settings(config, index=index), file_or_id, Console(as_json))


@cli.command(help=texts.HELP["remove"])
@click.argument("document_id")
@options_of(COMMON)
def remove(document_id: str, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Take a document out of the index."""
    from app.commands import remove as run

    sys.exit(run(load_settings(config, index=index), document_id, Console(as_json)))


@cli.command(help=texts.HELP["backup"])
@click.argument("target", type=click.Path(path_type=Path))
@options_of(COMMON)
def backup(target: Path, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Write a backup."""
    from app.backups import backup as run

    sys.exit(run(load_settings(config, index=index), target, Console(as_json)))


@cli.command(help=texts.HELP["restore"])
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--corpus", type=click.Path(path_type=Path), help=texts.OPTION_CORPUS)
@click.option("--replace", is_flag=True, help=texts.OPTION_REPLACE)
@options_of(COMMON)
def restore(
    source: Path, corpus: Path | None, replace: bool, index: Path | None, config: Path | None, as_json: bool
) -> None:
    """Put a backup back."""
    from app.backups import restore as run

    run(load_settings(config, index=index, corpus=corpus), source, replace, Console(as_json))


@cli.command(help=texts.HELP["migrate"])
@click.argument("target", type=click.Choice(["server", "embedded"]))
@options_of(COMMON)
def migrate(target: str, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Move the passages to a Qdrant server or back."""
    from app.migrating import migrate as run

    run(load_settings(config, index=index), target, Console(as_json))


@cli.command(help=texts.HELP["serve"])
@click.option("--host", help=texts.OPTION_HOST)
@click.option("--port", type=int, help=texts.OPTION_PORT)
@options_of(COMMON)
def serve(host: str | None, port: int | None, index: Path | None, config: Path | None, as_json: bool) -> None:
    """Start the app."""
    from app.commands import serve as run

    run(load_settings(config, index=index, host=host, port=port), Console(as_json))


def _usage_reason(error: click.UsageError) -> str:
    named = getattr(error, "param", None)
    parameter = (
        max(named.opts, key=len) if isinstance(named, click.Option) else getattr(named, "human_readable_name", None)
    )
    name = getattr(error, "option_name", None) or getattr(error, "command_name", None) or parameter
    template = texts.USAGE_REASONS.get(type(error).__name__)
    return template.format(name=name) if template and name else texts.USAGE_OTHER


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. Exit 0: done; 1: done, but something failed; 2: wrong use or a setting that cannot work."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a letter that a terminal does not have is no reason to show nothing
    try:
        cli.main(args=None if arguments is None else list(arguments), prog_name="bronwijzer", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "bronwijzer"
        click.echo(texts.USAGE_ERROR.format(reason=_usage_reason(error), command=command), err=True)
        sys.exit(2)
    except BronwijzerError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo(texts.INTERRUPTED, err=True)
        sys.exit(130)
