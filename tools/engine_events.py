"""The events that `pulumi up --json` and `pulumi destroy --json` stream: one JSON object in each line.

The format is `EngineEvent` in Pulumi's sources (sdk/go/common/apitype/events.go). An event has exactly one of the
fields `diagnosticEvent`, `resOutputsEvent`, ... This module reads those that a person needs. Any field may be absent.
"""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FAILED = "failed"
_COLOR = re.compile(r"<\{%.*?%\}>")
"""The engine's own color tags: `<{%fg 1%}>`, `<{%reset%}>`."""

_OPERATIONS = {
    "create": ("creating", "created"),
    "create-replacement": ("creating", "created"),
    "update": ("updating", "updated"),
    "replace": ("replacing", "replaced"),
    "delete": ("deleting", "deleted"),
    "delete-replaced": ("deleting", "deleted"),
    "import": ("importing", "imported"),
    "import-replacement": ("importing", "imported"),
}
"""Operations that change a resource, in words: while they run, and when they have ended.

Others (`same`, `read`, `refresh`) change nothing. A `make up` after a failure refreshes every resource.
"""


@dataclass(frozen=True)
class Urn:
    """The name of a resource in the state: `urn:pulumi:<stack>::<project>::<types>::<name>`."""

    text: str

    @property
    def type(self) -> str:
        """`kubernetes:apps/v1:Deployment`. The types of its parents come before it."""
        return self._part(2).rpartition("$")[2]

    @property
    def kind(self) -> str:
        """`Deployment`."""
        return self.type.rpartition(":")[2]

    @property
    def name(self) -> str:
        """`shop.web`."""
        return self._part(3)

    @property
    def is_stack(self) -> bool:
        """True for the stack itself, which is the parent of all its resources."""
        return self.type == "pulumi:pulumi:Stack"

    @property
    def stack(self) -> "Urn":
        """The stack of the resource."""
        origin, project = self.text.split("::", 2)[0], self._part(1)
        return Urn(f"{origin}::{project}::pulumi:pulumi:Stack::{project}-{origin.rpartition(':')[2]}")

    def __str__(self) -> str:
        return f"{self.type} ({self.name})"

    def _part(self, number: int) -> str:
        # A name may contain `::` itself.
        parts = self.text.split("::", 3)
        return parts[number] if len(parts) > number else ""


@dataclass(frozen=True)
class Operation:
    """A change of one resource that has begun, ended or failed."""

    urn: Urn
    what: str
    """`creating`, then `created` or `failed`."""
    ended: bool
    is_component: bool = False
    """True for a component. It groups resources, and no provider creates it."""

    @property
    def failed(self) -> bool:
        """True when the engine reports a failure."""
        return self.what == FAILED

    def __str__(self) -> str:
        return f"{self.what} {self.urn.kind} {self.urn.name}"


@dataclass(frozen=True)
class Diagnostic:
    """A message of the engine, of the program or of a provider."""

    urn: Urn | None
    severity: str
    """`info`, `info#err`, `warning` or `error`."""
    text: str
    """The message after its prefix (`error: `), as pulumi prints it."""
    ephemeral: bool
    """A passing note about progress. Pulumi does not print it again at the end."""

    def __str__(self) -> str:
        return f"{self.urn.kind} {self.urn.name}: {self.text}" if self.urn else self.text


@dataclass(frozen=True)
class Violation:
    """A policy that a resource violates."""

    urn: Urn
    pack: str
    policy: str
    level: str
    """`mandatory`, `advisory` or `remediate`."""
    text: str

    def __str__(self) -> str:
        return f"[{self.level}]  {self.policy}  ({self.urn.type}: {self.urn.name})"


@dataclass(frozen=True)
class Summary:
    """The numbers of resources by operation, at the end."""

    changes: Mapping[str, int]
    seconds: int

    def __str__(self) -> str:
        """`41 created, 2 updated`, or that nothing changed."""
        totals: dict[str, int] = {}
        for operation, (_, done) in _OPERATIONS.items():
            totals[done] = totals.get(done, 0) + self.changes.get(operation, 0)
        return ", ".join(f"{count} {done}" for done, count in totals.items() if count) or "nothing changed"


@dataclass(frozen=True)
class Text:
    """A line that is not an event, or a message of the `pulumi` command itself."""

    text: str

    def __str__(self) -> str:
        return self.text


Event = Operation | Diagnostic | Violation | Summary | Text


def parse(line: str) -> Event | None:
    """One line as an event. None for an event that a person does not need."""
    event = _load(line)
    if event is None:
        return Text(line.rstrip())
    for field, read in _READERS.items():
        body = event.get(field)
        if isinstance(body, dict):
            return read(body)
    return None


def in_words(line: str) -> str | None:
    """One line for the log: the time and the event in words. None for an event that a person does not need.

    The log leaves out debug messages and the inputs of resources, because both may hold secrets.
    """
    event = parse(line)
    return None if event is None else f"{time.strftime('%H:%M:%S')}  {event}".replace("\n", "\n          ").rstrip()


def plain(text: str) -> str:
    """The text without color tags and without white space at its end."""
    return _COLOR.sub("", text).rstrip()


def _load(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if "sequence" in event or any(name.endswith("Event") for name in event) else None


def _urn(body: Mapping[str, Any], field: str = "urn") -> Urn | None:
    text = body.get(field)
    return Urn(str(text)) if text else None


def _started(body: Mapping[str, Any]) -> Operation | None:
    return _operation(body, 0)


def _ended(body: Mapping[str, Any]) -> Operation | None:
    return _operation(body, 1)


def _operation(body: Mapping[str, Any], word: int) -> Operation | None:
    metadata = body.get("metadata") or {}
    urn, words = _urn(metadata), _OPERATIONS.get(str(metadata.get("op")))
    if urn and urn.is_stack:
        # Always reported: a message without a resource belongs to the stack.
        words = words or ("checking", "checked")
    if not urn or not words:
        return None
    state = metadata.get("new") or metadata.get("old") or {}
    return Operation(urn, words[word], ended=word == 1, is_component=not state.get("custom", False))


def _failed(body: Mapping[str, Any]) -> Operation | None:
    urn = _urn(body.get("metadata") or {})
    return Operation(urn, FAILED, ended=True) if urn else None


def _diagnostic(body: Mapping[str, Any]) -> Diagnostic | None:
    severity, text = str(body.get("severity") or "info"), f"{body.get('prefix') or ''}{body.get('message') or ''}"
    if severity == "debug" or not plain(text):
        return None
    return Diagnostic(_urn(body), severity, plain(text), bool(body.get("ephemeral")))


def _violation(body: Mapping[str, Any]) -> Violation:
    return Violation(
        _urn(body, "resourceUrn") or Urn(""),
        f"{body.get('policyPackName', '')}@v{body.get('policyPackVersion', '')}",
        str(body.get("policyName", "")),
        str(body.get("enforcementLevel") or "remediate"),
        plain(str(body.get("message") or "")),
    )


def _summary(body: Mapping[str, Any]) -> Summary:
    return Summary(dict(body.get("resourceChanges") or {}), int(body.get("durationSeconds") or 0))


def _message(body: Mapping[str, Any]) -> Text | None:
    text = plain(str(body.get("message") or ""))
    return Text(text) if text else None


def _internal_error(body: Mapping[str, Any]) -> Text:
    return Text(f"error: {plain(str(body.get('error') or 'the engine reports an internal error'))}")


_READERS = {
    "resourcePreEvent": _started,
    "resOutputsEvent": _ended,
    "resOpFailedEvent": _failed,
    "diagnosticEvent": _diagnostic,
    "policyEvent": _violation,
    "policyRemediationEvent": _violation,
    "summaryEvent": _summary,
    "stdoutEvent": _message,
    "errorEvent": _internal_error,
}
