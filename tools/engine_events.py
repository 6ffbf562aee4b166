"""What `pulumi up` and `pulumi destroy` print, read line by line: what was done, what went wrong, the totals."""

import re
from collections.abc import Callable

_SECTIONS = {
    "Diagnostics:": "diagnostics",
    "Outputs:": "outputs",
    "Resources:": "resources",
    "Policies:": "policies",
}
_DONE = re.compile(
    r"^\s*\S{0,3}\s+(?P<type>\S+:\S*:\S+) (?P<name>\S+) .*?(?P<what>created|updated|deleted|replaced|imported)\b.*$"
)
_FAILED = re.compile(r"^\s*\S{0,3}\s+(?P<type>\S+:\S*:\S+) (?P<name>\S+) .*\*\*.*failed\*\*")

_PASSED = "\N{WHITE HEAVY CHECK MARK}"
"""Before the name of a policy pack that has nothing to say."""
_NOISE = "an unhandled error occurred: program exited with non-zero exit code"
"""What the language host adds to every error that the program has already explained."""


class Update:
    """Fed with the engine's non-interactive output; calls back with each operation that ends."""

    def __init__(self, on_operation: Callable[[str], None]) -> None:
        """`on_operation` gets `created Deployment web`."""
        self._on_operation = on_operation
        self._section = "operations"
        self.operations = 0
        self.diagnostics: list[str] = []
        self.totals: list[str] = []
        self.stray: list[str] = []
        """What belongs to no section: an error before the engine started its work, advice after it."""

    def read(self, line: str) -> None:
        """One line, as it comes."""
        text = line.rstrip()
        if text in _SECTIONS:
            self._section = _SECTIONS[text]
        elif text.startswith("Duration:"):
            self._section = "stray"
        elif self._section == "operations":
            self._operation(text)
        elif self._section == "policies":
            if text and _PASSED not in text:
                self.diagnostics.append(text)
        elif self._section == "diagnostics":
            if _NOISE not in text:
                self.diagnostics.append(text)
        elif self._section == "resources" and text:
            self.totals.append(text.strip(" +-~"))
        elif self._section == "stray" and text:
            self.stray.append(text)

    def _operation(self, text: str) -> None:
        done = _DONE.match(text) or _FAILED.match(text)
        if done:
            what = done.groupdict().get("what") or "failed"
            kind = done["type"].split(":")[-1]
            self.operations += 1
            if not done["type"].startswith("pulumi:pulumi:"):
                self._on_operation(f"{what} {kind} {done['name']}")
        elif text.startswith("error:"):
            self._section = "stray"
            self.stray.append(text)

    @property
    def summary(self) -> str:
        """`41 created, 2 updated`, or that nothing changed."""
        changed = [total for total in self.totals if not total.endswith("unchanged")]
        return ", ".join(changed) if changed else "nothing to change"
