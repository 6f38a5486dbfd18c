from tests.live.conftest import scratch

__all__ = ["scratch"]
