from tests.faults.conftest import scratch

__all__ = ["scratch"]
