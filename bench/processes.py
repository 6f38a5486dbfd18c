"""What a server costs: its processor time and memory as the kernel counts them, all its threads included."""

import os
import resource
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
FILES = 16_384
CORES = sorted(os.sched_getaffinity(0))
CLIENT_CORE, SERVER_CORE = CORES[-1], CORES[0]


def pin(core: int, pid: int = 0) -> None:
    os.sched_setaffinity(pid, {core})


def allow_many_files() -> None:
    """Sockets are files; what is started from here inherits the limit."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and of the children that it waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / TICKS


def loop_seconds(pid: int) -> float:
    """Time of the first thread alone, in which a server's loop runs and writes to its sockets; to the nanosecond."""
    return int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0]) / 1e9


def resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
