"""One line of JSON an event, for machines that collect logs."""

import json
import logging
import traceback
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """What happened and where in the code, never about whom: neither the arguments of a message nor the words of an
    exception are written, for names, notes and links stand there."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": str(record.msg).partition("\n")[0],
            "at": f"{record.module}:{record.lineno}",
        }
        kind, _error, trace = record.exc_info or (None, None, None)
        if kind:
            said["exception"] = kind.__name__
            said["trace"] = [f"{step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(trace)]
        return json.dumps(said, ensure_ascii=False)
