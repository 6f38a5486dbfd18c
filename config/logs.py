"""What is written about an event: one line for people, one of JSON for machines; links to seats stand in neither."""

import json
import logging
import traceback
from datetime import UTC, datetime


class RoutesAlone(logging.Filter):
    """A link is a key, and Django writes the address that was refused: here the kind of the address stands for it."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            route = f"/{request.resolver_match.route}" if request.resolver_match else "an address of nobody's"
            record.args = tuple(route if word == request.path else word for word in record.args)
        return True


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
