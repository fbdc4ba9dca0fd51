"""A PDF that needs a password: the standard security handler, revision 2 (ISO 32000-1, 7.6)."""

from __future__ import annotations

from hashlib import md5

from tests.builders.pdf_objects import Objects

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = bytes(range(16))
_PERMISSIONS = (-4).to_bytes(4, "little", signed=True)


def locked_pdf(text: str, password: str) -> bytes:
    """One page with a line of ASCII text; its only stream is encrypted, strings it has none."""
    padded = (password.encode("ascii") + _PAD)[:32]
    owner = _rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + _PERMISSIONS + _ID).digest()[:5]
    objects = Objects()
    root, tree, page, content = (objects.reserve() for _ in range(4))
    font = objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    lock = objects.add(
        f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{_rc4(key, _PAD).hex()}> >>"
    )
    objects.put(root, f"<< /Type /Catalog /Pages {tree} 0 R >>")
    objects.put(tree, f"<< /Type /Pages /Count 1 /Kids [{page} 0 R] >>")
    objects.put(
        page,
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 300 200] /Contents {content} 0 R "
        f"/Resources << /Font << /F1 {font} 0 R >> >> >>",
    )
    own = md5(key + content.to_bytes(3, "little") + bytes(2)).digest()[:10]
    data = _rc4(own, f"BT /F1 12 Tf 50 100 Td ({text}) Tj ET".encode("ascii"))
    objects.put(content, b"<< /Length %d >>\nstream\n" % len(data) + data + b"\nendstream")
    told = f"/Encrypt {lock} 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>] /Root".encode("ascii")
    return objects.to_bytes(root).replace(b"/Root", told)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
