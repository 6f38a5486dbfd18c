from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.core.management.base import BaseCommand, CommandError

from signing.verification import verify_pdf

MARKS = {True: "ok", False: "NO", None: "--"}


class Command(BaseCommand):
    help = "Is this PDF what was signed? Prints each question with its answer; exit code 1 when something is wrong."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--certificate",
            type=Path,
            action="append",
            default=[],
            help="a seal to trust besides this installation's own, as PEM; may be repeated",
        )

    def handle(self, *, file: Path, certificate: list[Path], **options):
        try:
            pdf = file.read_bytes()
            trusted = frozenset(fingerprint for path in certificate for fingerprint in fingerprints(path))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        report = verify_pdf(pdf, trusted)
        for check in report.checks:
            self.stdout.write(f"{MARKS[check.passed]}  {check.name:9} {check.sentence}")
        if not report.passed:
            raise CommandError("This file is not what was signed.")


def fingerprints(path: Path) -> list[str]:
    certificates = x509.load_pem_x509_certificates(path.read_bytes())
    return [certificate.fingerprint(hashes.SHA256()).hex() for certificate in certificates]
