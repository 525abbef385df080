"""What tells whether something is still as it was."""

import hashlib


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
