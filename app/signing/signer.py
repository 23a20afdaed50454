"""Signs with a key that was read once: reading an RSA key checks it, which takes longer than the signature itself."""

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import CertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash


class RsaSigner(Signer):
    """pyHanko's signer for PKCS #1 v1.5 (RFC 8017, 8.2); no root goes into what it signs."""

    certificate: x509.Certificate

    def __init__(self, key: rsa.RSAPrivateKey, certificate: x509.Certificate, store: CertificateStore) -> None:
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self.certificate = certificate
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        """The signature over the data; a dry run wants one of the same length, and gets one."""
        return self._key.sign(data, padding.PKCS1v15(), get_pyca_cryptography_hash(digest_algorithm))
