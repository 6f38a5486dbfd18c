from tests.faults.conftest import room, scratch, standing

__all__ = ["room", "scratch", "standing"]
