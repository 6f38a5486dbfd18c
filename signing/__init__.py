"""A document frozen, signed, sealed and verified. Knows neither a room nor a ritual."""

from signing.errors import ChangedSinceRead, Frozen, PressBusy, PressFailed

__all__ = ["ChangedSinceRead", "Frozen", "PressBusy", "PressFailed"]
