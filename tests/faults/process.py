"""What a process of the product holds on to, asked of the kernel."""

import os
import re
from pathlib import Path

from tests.servers import Tutti


def memory(server: Tutti) -> int:
    """Resident bytes."""
    return memory_of(server.process.pid)


def memory_of(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) * 1024


def open_files(server: Tutti) -> int:
    """File descriptors: sockets, database, logs."""
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))
