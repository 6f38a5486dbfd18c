"""Redis as the cache, and the process's own memory while Redis is away: for want of a cache nobody is turned away."""

import logging
import time

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)
PATIENCE = 1.0
AWAY = 2.0
"""Seconds that pass before a Redis that did not answer is asked again; a frozen one would hold up every request."""
VERBS = ("add", "get", "set", "touch", "delete", "has_key", "get_many", "set_many", "delete_many", "clear")


class Absence:
    """Until when this process leaves Redis alone; Django makes a cache object for each thread."""

    until = 0.0


class BridgedCache(BaseCache):
    """Counts and marks that are lost or halved by an outage cost little: throttles and "I am done"."""

    def __init__(self, server, params):
        super().__init__(params)
        patient = {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            "retry": Retry(NoBackoff(), 0),
        }
        self.far = RedisCache(server, params | {"OPTIONS": params.get("OPTIONS", {}) | patient})
        self.near = LocMemCache("bridge", params)

    def ask(self, verb: str, *arguments, **named):
        if time.monotonic() >= Absence.until:
            try:
                return getattr(self.far, verb)(*arguments, **named)
            except (RedisError, OSError):
                Absence.until = time.monotonic() + AWAY
                log.warning("Redis does not answer; this process counts for itself")
        return getattr(self.near, verb)(*arguments, **named)

    def incr(self, key, delta=1, version=None):
        """As everywhere, but a count that went with Redis, or ran out just now, begins anew."""
        try:
            return self.ask("incr", key, delta, version=version)
        except ValueError:
            self.ask("set", key, delta, version=version)
            return delta


def through(verb: str):
    def asked(self, *arguments, **named):
        return self.ask(verb, *arguments, **named)

    asked.__name__ = verb
    return asked


for name in VERBS:
    setattr(BridgedCache, name, through(name))
