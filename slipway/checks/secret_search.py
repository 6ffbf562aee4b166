"""The one judgement of secrets in plain text, for settings, files, patches, values of charts and objects.

A secret is recognized by its name, by its form, or by its place in a command or a file. Nothing here shows a value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from slipway.checks.documents import structure_of
from slipway.checks.secret_forms import secret_by_form
from slipway.checks.secret_names import secret_by_name
from slipway.checks.secret_texts import is_label, secret_names_in, secret_words
from slipway.checks.secret_values import could_be_secret, text_of

Steps = tuple[object, ...]
"""The path of a value: keys, and the indexes of items."""


@dataclass(frozen=True)
class Found:
    """A secret in plain text: its path, its description, and itself, which no message may show."""

    steps: Steps
    what: str
    value: str = field(repr=False)


BY_NAME = "a secret, because of its name"
BY_PLACE = "a secret, because of its place"
_IN_KEY = "a secret in the key"

_DEEPEST = 4
"""The levels of documents within documents."""
_VALUES = ("value", "defaultvalue", "plaintext")
_NAMES = ("name", "key")
_REFERRING = frozenset({"remoteref", "secretname", "secretpath", "objectname", "existingsecret", "secretref"})
"""Fields beside the key of a Secret: `{secretName: db, secretKey: password}`."""
_RECEIVERS = frozenset({"routing_key", "service_key", "user_key"})
"""Credentials of Alertmanager's receivers: https://prometheus.io/docs/alerting/latest/configuration/"""
_ENCRYPTED = frozenset({"encryptedData", "sops"})
"""Fields of SealedSecrets and SOPS: https://github.com/bitnami-labs/sealed-secrets, https://getsops.io"""
_USERS = frozenset({"basicauth", "digestauth"})
"""Fields of an ingress controller that name a Secret: https://doc.traefik.io/traefik/middlewares/http/basicauth/"""
_ABOUT = frozenset({"description", "summary", "title", "help", "comment", "message"})
"""Fields with a text for people."""


def secrets_in(value: Any, steps: Steps = (), name: str = "") -> Iterator[Found]:
    """Every secret in plain text in a value of any form. `name` is what the value is called."""
    return _Search().of(value, steps, name)


def holds_secret(value: Any, name: str = "") -> bool:
    """True if there is a secret in plain text in the value."""
    return next(secrets_in(value, (), name), None) is not None


class _Search:
    def __init__(self) -> None:
        self._seen: dict[int, Any] = {}
        self._depth = 0

    def of(self, value: Any, steps: Steps, name: str) -> Iterator[Found]:
        if isinstance(value, str):
            yield from self._of_text(value, steps, name)
        elif isinstance(value, int | float):
            if name and secret_by_name(name, value):
                yield Found(steps, BY_NAME, text_of(value))
        elif isinstance(value, Mapping | list | tuple) and id(value) not in self._seen:
            self._seen[id(value)] = value  # an alias of YAML is searched once
            yield from (
                self._of_mapping(value, steps, name)
                if isinstance(value, Mapping)
                else self._of_list(value, steps, name)
            )

    def _of_mapping(self, values: Mapping[Any, Any], steps: Steps, name: str) -> Iterator[Found]:
        said = {str(key).lower(): each for key, each in values.items()}
        named = next((said[key] for key in _NAMES if isinstance(said.get(key), str)), "")
        refers = not _REFERRING.isdisjoint(said)
        if "kty" in said and (said.get("d") or said.get("k")):
            yield Found(steps, "a private key", text_of(said.get("d") or said["k"]))
        for key, value in values.items():
            text = str(key)
            if secret_by_form(text) or any(secret_names_in(text)):
                yield Found((*steps, key), _IN_KEY, text)
            if text.lower() in _VALUES:
                text = named or name or text
            if text == "secret" and name.lower() in _USERS:
                continue
            if refers and text.lower().endswith("key"):
                continue
            if name.endswith("_configs") and text in _RECEIVERS and could_be_secret(value):
                yield Found((*steps, key), BY_NAME, text_of(value))
                continue
            if text not in _ENCRYPTED:
                yield from self.of(value, (*steps, key), text)

    def _of_list(self, items: Any, steps: Steps, name: str) -> Iterator[Found]:
        words = [item if isinstance(item, str) else "" for item in items]
        found = {index: Found((*steps, index), BY_PLACE, words[index]) for index in secret_words(words)}
        for index, item in enumerate(items):
            inner = [found[index]] if index in found else self.of(item, (*steps, index), name)
            yield from inner

    def _of_text(self, text: str, steps: Steps, name: str) -> Iterator[Found]:
        if name and secret_by_name(name, text) and not is_label(name, text):
            yield Found(steps, secret_by_form(text) or BY_NAME, text)
            return
        document = None if name.lower() in _ABOUT else structure_of(text)
        inner = []
        if document is not None and self._depth < _DEEPEST:
            self._depth += 1
            inner = [*self.of(document, steps, name)]
            self._depth -= 1
        what = secret_by_form(text)
        if inner:
            yield from inner
        elif what:
            yield Found(steps, what, text)
        elif document is None and name.lower() not in _ABOUT:
            yield from _in_lines(text, steps)


def _in_lines(text: str, steps: Steps) -> Iterator[Found]:
    lines = "\n" in text.strip()
    for name, value in dict(secret_names_in(text)).items():
        yield Found((*steps, name) if lines and name else steps, BY_NAME if name else BY_PLACE, value)
