"""The command `ctcl`: forms to Word and back, the service, its people and its checks.

Commands import what they need when they run, so that `ctcl bulk` stays small in memory.
"""

import os
import sys
from collections.abc import Sequence

import click

from service.cli import administration, diagrams, documents
from service.cli.errors import Failed


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def ctcl() -> None:
    """Biểu mẫu, hồ sơ và văn bản của quy trình QT.CTCL."""


for command in (
    documents.render,
    documents.blank,
    documents.read,
    documents.bulk,
    documents.check,
    documents.bench,
    diagrams.stages,
    administration.serve,
    administration.work,
    administration.person,
    administration.series,
    administration.verify,
    administration.sample,
    administration.letterhead,
):
    ctcl.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; an error is one sentence on standard error and exit code 2."""
    try:
        ctcl.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except Failed as failure:
        click.echo(failure.sentence, err=True)
        sys.exit(failure.exit_code)
    except click.ClickException as failure:
        click.echo(failure.format_message(), err=True)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng theo yêu cầu. (Stopped as asked.)", err=True)
        sys.exit(130)
