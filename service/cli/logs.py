"""How the process writes down what happens: one line of JSON each, for journal and programs."""

import json
import logging
import sys
from functools import partial
from typing import TextIO

import structlog

QUIET = ("alembic", "huey", "waitress", "unoserver", "sqlalchemy", "PIL", "fontTools")
"""Libraries whose every step is of no use to who runs the service; their warnings are."""


def write_logs(stream: TextIO | None = None) -> None:
    """Write every message of the process to that stream, standard error by default."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", key="time"),
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.EventRenamer("message"),
                structlog.processors.JSONRenderer(partial(json.dumps, ensure_ascii=False)),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
