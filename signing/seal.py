"""The installation's own seal: a key and a certificate made once, outside of the database; a backup holds them."""

import datetime
import io
import os
import secrets
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings

YEARS = 10
FIELD = "Seal"


def folder() -> Path:
    return Path(settings.DATA_DIR) / "seal"


def ensure_key() -> Path:
    """The file with key and certificate, readable by the installation alone; made when it is first needed.

    Certificates of former keys stay beside it as `*.pem` and go on being trusted for what they sealed.
    """
    path = folder() / "seal.pem"
    if not path.exists():
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{secrets.token_hex(8)}")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_new_key_and_certificate())
        try:
            # Linking fails when another process was quicker, so that there is one key whoever comes first.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path


def _new_key_and_certificate() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Tutti 合奏 seal {secrets.token_hex(4)}")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def known_fingerprints() -> frozenset[str]:
    """SHA-256 of every certificate that this installation has sealed with; makes none."""
    return frozenset(
        certificate.fingerprint(hashes.SHA256()).hex()
        for file in folder().glob("*.pem")
        for certificate in x509.load_pem_x509_certificates(file.read_bytes())
    )


def fingerprint() -> str:
    """SHA-256 of the present certificate, printed on each certificate page."""
    return x509.load_pem_x509_certificate(ensure_key().read_bytes()).fingerprint(hashes.SHA256()).hex()


def seal(pdf: bytes) -> bytes:
    """`pdf` with a certifying signature that allows no changes."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    path = ensure_key()
    signer = SimpleSigner.load(str(path), str(path))
    if signer is None:
        raise ValueError(f"{path} holds no usable key and certificate")
    facts = PdfSignatureMetadata(
        field_name=FIELD, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, subfilter=SigSeedSubFilter.PADES
    )
    sealed = io.BytesIO()
    sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), facts, signer=signer, output=sealed)
    return sealed.getvalue()
