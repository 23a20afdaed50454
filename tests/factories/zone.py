"""The DNS of the tests, where nothing else is said: one key that signs for every domain."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.development_zone import DevelopmentZone

ZONE = DevelopmentZone(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
