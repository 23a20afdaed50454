"""A time-stamping authority that answers over HTTP on this machine (RFC 3161), with a root of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

STAMPED_AT = datetime(2026, 6, 3, 0, 5, 7, tzinfo=UTC)
_SINCE, _YEARS = datetime(2020, 1, 1, tzinfo=UTC), timedelta(days=3650 * 2)


@dataclass
class Authority:
    """Where it listens and the root of its certificate; what it was asked, and whether it is in the mood."""

    url: str
    root_pem: bytes
    asked: list[bytes] = field(default_factory=list)
    away: bool = False
    other_answer: bytes | None = None

    @property
    def roots(self) -> tuple[asn1_x509.Certificate, ...]:
        """What vouches for its stamps."""
        return (asn1_x509.Certificate.load(x509.load_pem_x509_certificate(self.root_pem).public_bytes(Encoding.DER)),)


@contextmanager
def time_authority(at: datetime = STAMPED_AT) -> Iterator[Authority]:
    """An authority whose clock stands at `at`."""
    stamper, root = _stamper(at)
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    authority = Authority(f"http://127.0.0.1:{server.server_port}/tsa", root)
    server.RequestHandlerClass = _handler(authority, stamper)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(authority: Authority, stamper: DummyTimeStamper) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked.append(question)
            answer = authority.other_answer
            if answer is None:
                answer = stamper.request_tsa_response(tsp.TimeStampReq.load(question)).dump()
            self.send_response(503 if authority.away else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            """Nothing: the tests look at `asked`."""

    return Handler


def _stamper(at: datetime) -> tuple[DummyTimeStamper, bytes]:
    key, leaf, root = _certificates()
    return DummyTimeStamper(leaf, key, fixed_dt=at), root


@cache
def _certificates() -> tuple[keys.PrivateKeyInfo, asn1_x509.Certificate, bytes]:
    root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root = _builder("Test time root", "Test time root", root_key).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    leaf = _builder("Test time authority", "Test time root", key).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
    )
    made = leaf.sign(root_key, hashes.SHA256()).public_bytes(Encoding.DER)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    root_pem = root.sign(root_key, hashes.SHA256()).public_bytes(Encoding.PEM)
    return keys.PrivateKeyInfo.load(private), asn1_x509.Certificate.load(made), root_pem


def _builder(subject: str, issuer: str, key: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
    named = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in (subject, issuer)]
    return (
        x509.CertificateBuilder()
        .subject_name(named[0])
        .issuer_name(named[1])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_SINCE)
        .not_valid_after(_SINCE + _YEARS)
    )
