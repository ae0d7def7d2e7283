"""The command ``mtqc``: its subcommands, and what becomes of errors."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType

import click

from mtqc.cli.baseline import baseline
from mtqc.cli.check import check
from mtqc.cli.compare import compare
from mtqc.cli.correlate import correlate
from mtqc.cli.detect import detect
from mtqc.cli.explain import explain
from mtqc.cli.log import told_log
from mtqc.cli.models import models
from mtqc.cli.options import debug_option
from mtqc.cli.rank import rank_command
from mtqc.cli.rules import rules
from mtqc.cli.score import score_command
from mtqc.cli.streams import prepare_streams
from mtqc.cli.train import train
from mtqc.errors import MtqcError
from mtqc.version import __version__

USAGE_OR_INPUT_ERROR = 2
INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM
OUTPUT_CLOSED = 141
"""128 and the number of SIGPIPE, which not every system has."""

_COMPLETION = """\
Shell completion: put one of these lines into the start-up file of your shell.

\b
  bash  eval "$(_MTQC_COMPLETE=bash_source mtqc)"
  zsh   eval "$(_MTQC_COMPLETE=zsh_source mtqc)"
  fish  _MTQC_COMPLETE=fish_source mtqc | source
"""


class MtqcGroup(click.Group):
    """The command ``mtqc``, which ends quietly when the program that reads its output does."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs the subcommand and makes sure that all of its output is out."""
        try:
            with told_log():
                status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Else Python complains at its end, when it flushes what nobody reads any more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return OUTPUT_CLOSED
        return status


@click.group(
    cls=MtqcGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    epilog=_COMPLETION,
)
@click.version_option(__version__, prog_name="mtqc", message="%(prog)s %(version)s")
@debug_option
def mtqc() -> None:
    """Finds what is wrong with a translation: where, how bad, and why.

    Start with `mtqc check FILE`; `mtqc explain RULE` says more about a finding. For numbers, start with `mtqc score -t
    FILE -r REFERENCE`.
    """


mtqc.add_command(check)
mtqc.add_command(detect)
mtqc.add_command(score_command)
mtqc.add_command(compare)
mtqc.add_command(correlate)
mtqc.add_command(rank_command)
mtqc.add_command(train)
mtqc.add_command(explain)
mtqc.add_command(rules)
mtqc.add_command(models)
mtqc.add_command(baseline)


def main() -> None:
    """Runs the command line of this process, and ends the process with the exit status."""
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; the exit status is 0 clean, 1 findings, 2 for an error, which standard error names."""
    prepare_streams()
    try:
        status = mtqc.main(list(arguments), prog_name="mtqc", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("mtqc: interrupted", err=True)
        return INTERRUPTED
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "mtqc"
        return _error(f"{error.format_message()} See '{where} --help'.", error, arguments)
    except (MtqcError, click.ClickException) as error:
        return _error(
            error.format_message() if isinstance(error, click.ClickException) else str(error), error, arguments
        )
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return _error(f"{name}{(error.strerror or str(error)).lower()}", error, arguments)
    except MemoryError as error:
        return _error(f"not enough memory. {error}", error, arguments)
    # Whatever comes here is a bug of mtqc; people who check texts still deserve a sentence.
    except Exception as error:
        return _error(f"internal error, please report it: {type(error).__name__}: {error}", error, arguments)
    return int(status or 0)


def _error(message: str, error: BaseException, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        traceback.print_exception(error)
    click.echo("mtqc: error: " + " ".join(message.split()), err=True)
    return USAGE_OR_INPUT_ERROR


def _terminate(number: int, frame: FrameType | None) -> None:
    """Ends the process as an exception does, so that temporary files are removed."""
    raise SystemExit(TERMINATED)
