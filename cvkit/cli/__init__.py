"""The command: parses its line, calls the layers, prints; each command is a module that is imported when called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

import click

from cvkit import __version__
from cvkit.cli.printing import PROBLEM, USAGE, report, sayable, tell


class Listed(NamedTuple):
    """A command: the module that defines it under its name, and what it does in a few words."""

    module: str
    summary: str


COMMANDS = {
    # in the order in which one needs them
    "new": Listed("new", "Write a starter profile.yaml."),
    "check": Listed("check", "Report problems, then advice."),
    "build": Listed("documents", "Make documents: all, or those named."),
    "cv": Listed("documents", "Make the CV as a PDF."),
    "site": Listed("documents", "Make the homepage."),
    "bio": Listed("bio", "Print a bio."),
    "talk": Listed("talk", "Print the announcement of a talk, or list the talks."),
    "status": Listed("status", "Tell whether outputs are still what the profile says."),
    "audit": Listed("audit", "Say what published documents tell differently from the profile."),
    "diff": Listed("diff", "Tell what changed in a document between two dates."),
    "schema": Listed("schema", "Print the JSON Schema of a profile."),
}


class _Table(click.Group):
    """Takes its commands from the table, so that help lists them without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"cvkit.cli.{COMMANDS[cmd_name].module}"), cmd_name)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.summary) for name, listed in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from cvkit.load.nearest import nearest

            hint = f"; did you mean `{close}`?" if (close := nearest(args[0], list(COMMANDS))) else ""
            raise click.UsageError(f"there is no command `{args[0]}`{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Table,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="See 'cvkit COMMAND --help' for the options and examples of a command.",
)
@click.version_option(__version__, prog_name="cvkit")
def cli() -> None:
    """One validated profile.yaml; every CV, homepage and bio drawn from it."""


def main() -> None:
    """Run the command; every failure becomes a sentence and an exit code."""
    # Most of what a command makes lives to its end. Looked through for garbage as often as Python does by default, it
    # costs a large profile a fifteenth of the time.
    gc.set_threshold(100_000)
    _do_without_plugins()
    try:
        cli.main(prog_name="cvkit", standalone_mode=False)
    except click.ClickException as error:
        error.message = sayable(error.message)  # type: ignore[misc]  # final for subclasses; it repeats what was given
        error.show()
        sys.exit(USAGE if isinstance(error, click.UsageError) else PROBLEM)
    except (click.Abort, KeyboardInterrupt):
        tell("stopped; what was there still stands")
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has left
        sys.exit(PROBLEM)
    except Exception as error:
        if os.environ.get("CVKIT_DEBUG"):
            raise
        report(error)
        sys.exit(PROBLEM)


def _do_without_plugins() -> None:
    """No plugin of pydantic that happens to be installed changes how a profile is read.

    Nor is any searched for: the module that would do so takes longer to load than a profile takes to read.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    finder = ModuleType("pydantic.plugin._loader")
    finder.__dict__["get_plugins"] = tuple
    sys.modules.setdefault(finder.__name__, finder)
