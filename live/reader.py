"""One long-lived thread that reads for the hub: pushes cost one connection a process, whatever the number of phones."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import InterfaceError, OperationalError, connection

pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-reader")


def fresh(read, *arguments):
    """Read, and once more on a new connection when the database went away in between."""
    try:
        return read(*arguments)
    except (OperationalError, InterfaceError):
        connection.close()
        return read(*arguments)


async def run(read, *arguments):
    return await asyncio.get_running_loop().run_in_executor(pool, fresh, read, *arguments)
