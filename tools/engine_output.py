"""The output of one `pulumi up` or `pulumi destroy` for a person, collected from the engine's events."""

from collections.abc import Callable, Iterable, Iterator

from tools.engine_events import Diagnostic, Operation, Summary, Text, Urn, Violation, parse

_NOISE = "an unhandled error occurred: program exited with non-zero exit code"
"""The language host adds this to every error that the program has already explained."""
_LEVELS = ("mandatory", "remediate", "advisory")
"""The order in which violations are printed."""


class EngineOutput:
    """Reads the engine's output line by line, and reports each operation that ends."""

    def __init__(self, on_operation: Callable[[str], None] = lambda _: None) -> None:
        """`on_operation` gets `created Deployment shop.web`."""
        self._on_operation = on_operation
        self._stack: Urn | None = None
        self._diagnostics: list[Diagnostic] = []
        self._violations: list[Violation] = []
        self._failed: list[Urn] = []
        self._summary: Summary | None = None
        self.operations = 0
        self.stray: list[str] = []
        """Lines that are not events: for example an error before the engine starts."""

    def read(self, line: str) -> None:
        """Takes one line."""
        match parse(line):
            case Operation() as operation:
                self._operation(operation)
            case Diagnostic(ephemeral=False, text=text) as diagnostic if _NOISE not in text:
                self._diagnostics.append(diagnostic)
            case Violation() as violation:
                self._violations.append(violation)
            case Summary() as summary:
                self._summary = summary
            case Text(text=text) if text:
                self.stray.append(text)

    @property
    def summary(self) -> str:
        """`41 created, 2 updated`, or that nothing changed."""
        return str(self._summary) if self._summary else "nothing changed"

    @property
    def messages(self) -> list[str]:
        """The broken policies of each pack, then the diagnostics of each resource, with empty lines between them."""
        lines = [*_policy_lines(self._violations), *self._diagnostic_lines()]
        return lines[:-1]

    @property
    def report(self) -> str:
        """The end of the log: all errors and warnings together, and the totals."""
        messages = ["", "Diagnostics:", *self.messages] if self.messages else []
        failed = f", {len(self._failed)} failed" if self._failed else ""
        return "\n".join([*messages, "", f"Resources: {self.summary}{failed}"])

    @property
    def text(self) -> str:
        """All messages of the engine, for a search."""
        return "\n".join([*(each.text for each in self._diagnostics), *self.stray])

    @property
    def concerned(self) -> list[Urn]:
        """The resources that failed, then those with a diagnostic; each once."""
        return list(dict.fromkeys([*self._failed, *(each.urn for each in self._diagnostics if each.urn)]))

    def _operation(self, operation: Operation) -> None:
        self._stack = operation.urn.stack
        if not operation.ended or operation.is_component or operation.urn.is_stack:
            return
        self.operations += 1
        if operation.failed:
            self._failed.append(operation.urn)
        self._on_operation(str(operation))

    def _diagnostic_lines(self) -> Iterator[str]:
        # A message about no resource belongs to the stack, as in pulumi's own output.
        by_urn: dict[Urn | None, list[str]] = {}
        for each in self._diagnostics:
            by_urn.setdefault(each.urn or self._stack, []).extend(each.text.splitlines())
        for urn, lines in by_urn.items():
            if urn:
                yield f"  {urn}:"
            yield from (f"    {line}".rstrip() for line in lines)
            yield ""


def _policy_lines(violations: Iterable[Violation]) -> Iterator[str]:
    by_pack: dict[str, list[Violation]] = {}
    for each in violations:
        by_pack.setdefault(each.pack, []).append(each)
    for pack, broken in by_pack.items():
        yield f"  policies of {pack}:"
        for each in sorted(broken, key=_severity):
            yield f"    {each}"
            yield from (f"      {line}".rstrip() for line in each.text.splitlines())
        yield ""


def _severity(violation: Violation) -> tuple[int, str, str]:
    rank = _LEVELS.index(violation.level) if violation.level in _LEVELS else len(_LEVELS)
    return rank, violation.policy, violation.urn.text
