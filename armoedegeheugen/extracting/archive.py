"""Read the XML parts of a zip, as office formats are, within limits.

Invariant: no part is unpacked beyond `LARGEST_PART`, all together not beyond `LARGEST`, and no XML
with a DTD, entities or a nesting deeper than `DEEPEST` is read.
"""

import zipfile
from pathlib import Path
from types import TracebackType
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from .errors import Broken, Encrypted, TooLarge

# Bytes of XML: a book of 1,000 pages has 10 MB. As a tree it takes ten times that.
LARGEST_PART = 24 * 1024 * 1024
LARGEST = 48 * 1024 * 1024
MOST_PARTS = 10_000
# A table in a table in a text box is some forty elements deep.
DEEPEST = 256
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1


class Archive:
    """The parts of an office document."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise Broken(str(error)) from error
        self.names = frozenset(self._zip.namelist())
        self._left = LARGEST
        if len(self.names) > MOST_PARTS:
            raise TooLarge("parts")
        if any(info.flag_bits & _ENCRYPTED for info in self._zip.infolist()):
            raise Encrypted

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def tree(self, name: str) -> Element | None:
        """Return a part as XML, or None if there is no such part.

        Raises:
            TooLarge: It unpacks beyond the limits.
            Broken: It is no XML, or has a DTD or too deep a nesting.
        """
        if name not in self.names:
            return None
        parser = DefusedXMLParser(target=_Shallow(), forbid_dtd=True)
        try:
            with self._zip.open(name) as part:
                size = 0
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._left -= len(chunk)
                    if size > LARGEST_PART or self._left < 0:
                        raise TooLarge(name)
                    parser.feed(chunk)
            return parser.close()
        except (ParseError, DefusedXmlException, zipfile.BadZipFile, ValueError) as error:
            raise Broken(str(error)) from error
        except (OSError, EOFError, LookupError, RuntimeError) as error:
            raise Broken(str(error)) from error
        except Exception as error:
            if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
                raise Broken(str(error)) from error
            raise


class _Shallow(TreeBuilder):
    """Build a tree, and refuse one deeper than `DEEPEST`."""

    depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Open an element."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Broken("nesting")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Close an element."""
        self.depth -= 1
        return super().end(tag)
