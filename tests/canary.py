"""Secret values for tests: planted in every place for secrets, and searched in every place without secrets."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

_ALIGNMENTS = 3
"""The offset of a text modulo 3 decides its form in base64."""
_DIGESTS = ("md5", "sha1", "sha256", "sha512")
_SHORTENED = 10
"""The number of digest characters that allow a guess: as many as our own names have."""


@dataclass(frozen=True)
class Canary:
    """A secret, named after its place. Its middle has the same form in YAML, JSON and URLs; its ends do not."""

    place: str
    turn: str = "First"

    @property
    def core(self) -> str:
        """The text to search for."""
        return f"Kanarie4711{self.turn}" + "".join(each for each in self.place.title() if each.isalnum())

    @property
    def value(self) -> str:
        """The planted value: a password that needs quotes everywhere."""
        if self.place.endswith(".dockerconfigjson"):
            return json.dumps({"auths": {"registry.example.com": {"auth": self.core}}})
        return f'{self.core}"\\\n€ $(X) {{{{ }}}} #'

    def forms(self) -> Iterator[tuple[str, str]]:
        """Every readable form of the value, by name."""
        yield "in plain text", self.core
        yield "in hexadecimal", self.core.encode().hex()
        for offset in range(_ALIGNMENTS):
            yield "in base64", _base64_within(self.core, offset)
        for name in _DIGESTS:
            yield f"as its {name}", hashlib.new(name, self.value.encode()).hexdigest()[:_SHORTENED]

    def leaks(self, text: str) -> list[str]:
        """The forms of the value that are in the text."""
        lower = text.lower()
        return [
            f"{self.place} ({self.turn}) {form}"
            for form, written in self.forms()
            if (written in text if "base64" in form else written.lower() in lower)
        ]


def leaks(text: str, canaries: list[Canary]) -> list[str]:
    """Every form of a canary in the text, also behind base64 and gzip, as in a Helm release."""
    return [leak for layer in _layers(text) for canary in canaries for leak in canary.leaks(layer)]


def _layers(text: str) -> Iterator[str]:
    yield text
    for word in text.split():
        inner = _unpacked(word.strip("\"',"))
        if inner:
            yield inner


def _unpacked(word: str) -> str | None:
    """Decompressed content from base64. The API encodes a Helm release twice."""
    content = word.encode()
    for _ in range(2):
        try:
            content = base64.b64decode(content, validate=True)
        except ValueError:
            return None
        if content.startswith(b"\x1f\x8b"):
            return gzip.decompress(content).decode(errors="replace")
    return None


def _base64_within(text: str, offset: int) -> str:
    """The part of its base64 that does not depend on the text before and after it."""
    written = base64.b64encode(b"\0" * offset + text.encode()).decode().rstrip("=")
    return written[-(-offset * 8 // 6) : -1]
