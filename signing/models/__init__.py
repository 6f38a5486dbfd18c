from signing.models.document import Document
from signing.models.event import SigningEvent
from signing.models.sealed import SealedPdf
from signing.models.signature import Signature

__all__ = ["Document", "SealedPdf", "Signature", "SigningEvent"]
