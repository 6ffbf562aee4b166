"""Values that are planted wherever a secret can be set, and searched for wherever they must not appear."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

_ALIGNMENTS = 3
"""Where in a longer text something begins decides how base64 writes it."""
_DIGESTS = ("md5", "sha1", "sha256", "sha512")
_SHORTENED = 10
"""Characters of a digest that are enough to guess by: as many as our own names have."""


@dataclass(frozen=True)
class Canary:
    """A secret by where it was planted. Its middle is written alike in YAML, JSON and URLs; its ends are not."""

    place: str
    turn: str = "First"

    @property
    def core(self) -> str:
        """What is searched for."""
        return f"Kanarie4711{self.turn}" + "".join(each for each in self.place.title() if each.isalnum())

    @property
    def value(self) -> str:
        """What is planted: a password that has to be quoted everywhere."""
        if self.place.endswith(".dockerconfigjson"):
            return json.dumps({"auths": {"registry.example.com": {"auth": self.core}}})
        return f'{self.core}"\\\n€ $(X) {{{{ }}}} #'

    def forms(self) -> Iterator[tuple[str, str]]:
        """Every way of writing it that anybody could read, by what it is called."""
        yield "in plain text", self.core
        yield "in hexadecimal", self.core.encode().hex()
        for offset in range(_ALIGNMENTS):
            yield "in base64", _base64_within(self.core, offset)
        for name in _DIGESTS:
            yield f"as its {name}", hashlib.new(name, self.value.encode()).hexdigest()[:_SHORTENED]

    def leaks(self, text: str) -> list[str]:
        """How it stands in the text; an empty list when it does not."""
        lower = text.lower()
        return [
            f"{self.place} ({self.turn}) {form}"
            for form, written in self.forms()
            if (written in text if "base64" in form else written.lower() in lower)
        ]


def leaks(text: str, canaries: list[Canary]) -> list[str]:
    """How any of them stands in the text, also behind base64 and gzip, as Helm keeps a release."""
    return [leak for layer in _layers(text) for canary in canaries for leak in canary.leaks(layer)]


def _layers(text: str) -> Iterator[str]:
    yield text
    for word in text.split():
        inner = _unpacked(word.strip("\"',"))
        if inner:
            yield inner


def _unpacked(word: str) -> str | None:
    """What was compressed and written in base64, once or, as the API shows what Helm wrote, twice."""
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
    """The part of its base64 that does not depend on what stands before and after it."""
    written = base64.b64encode(b"\0" * offset + text.encode()).decode().rstrip("=")
    return written[-(-offset * 8 // 6) : -1]
