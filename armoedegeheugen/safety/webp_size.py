"""Read the size of a WebP image from its header, without a decoder.

Pillow reserves the memory for the whole image as soon as it opens a WebP, so its own size comes
too late to refuse one.
"""


def webp_pixels(data: bytes) -> int | None:
    """Return the number of pixels that a decoder reserves, or None for a damaged header.

    Args:
        data: At least the first 30 bytes of the file.
    """
    if len(data) < 30:
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
    elif kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width = int.from_bytes(data[26:28], "little") & 0x3FFF
        height = int.from_bytes(data[28:30], "little") & 0x3FFF
    else:
        return None
    return width * height
