"""Secrets in plain text in a stack file. Only `slipway:secrets` is encrypted."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from slipway.checks.problems import Problem, path_of, set_secret
from slipway.checks.secret_search import Found, Steps, secrets_in
from slipway.settings.base import Model
from slipway.settings.load import SECRETS
from slipway.settings.stack import StackSettings

Texts = Mapping[Steps, str]
"""The content of files of the repository, by the setting that mounts the file."""
NO_TEXTS: Texts = MappingProxyType({})

_REFERENCES = frozenset(
    {
        *("secretEnv", "secretFiles", "configEnv", "configFiles", "fieldEnv", "resourceEnv", "fields"),
        *("repositoryFiles", "binaryFiles", "externalNames", "secretParameters", "notSecret"),
    }
)
"""Settings with keys of the user whose values name something else: `secretEnv: {DB_PASSWORD: db/password}`."""

_VARIABLE = "a variable of secretEnv instead, as $(VARIABLE)"
_FILE = "secretFiles: {path: name/key}, or a variable of secretEnv that the program reads"
_WAYS = {
    "extraValues": "the name of a Secret, in the chart's value for that, because a release stores values in plain text",
    "env": "secretEnv: {VARIABLE: name/key}",
    "args": _VARIABLE,
    "command": _VARIABLE,
    "httpHeaders": "exec, with a variable of secretEnv that a script of the image reads",
    "exec": "a variable of secretEnv that a script of the image reads",
    "files": _FILE,
    "repositoryFiles": _FILE,
    "binaryFiles": _FILE,
    "configMaps": "a key of a secret, in secretEnv or secretFiles",
    "charts": "the name of a Secret, in the chart's value for that, because a release stores values in plain text",
    "objects": "the name of a Secret in the field for it, as $(secret:NAME)",
    "receivers": "urlSecret: name/key, with the whole URL in a secret of the monitoring namespace",
    "downloads": "a URL without credentials; a private file needs an init container with a variable of secretEnv",
}
_ELSEWHERE = "secretEnv or secretFiles"
_SECURE = "secure"


def plain_secrets(stack: StackSettings, texts: Texts = NO_TEXTS) -> Iterator[Problem]:
    """Every secret in plain text without a reason in `notSecret`, and every such reason without a secret."""
    found = _by_path(stack, texts)
    for path in found.keys() - stack.not_secret.keys():
        yield Problem(path, _message(path, found[path]))
    for path in stack.not_secret.keys() - found.keys():
        yield Problem(path_of("notSecret", path), "nothing at this path looks like a secret; leave it out")


def values_with_a_reason(stack: StackSettings, texts: Texts = NO_TEXTS) -> frozenset[str]:
    """The values that look like secrets and are none, as `notSecret` says."""
    return frozenset(found.value for path, found in _by_path(stack, texts).items() if path in stack.not_secret)


def _by_path(stack: StackSettings, texts: Texts) -> Mapping[str, Found]:
    found: dict[str, Found] = {}
    for each in (*_of_model(stack, ()), *_of_texts(texts)):
        found.setdefault(path_of(*each.steps), each)
    return found


def plain_beside_encrypted(raw: Any, handed_over: Any, file: str) -> Iterator[Problem]:
    """Every value of `slipway:secrets` that is not encrypted in the stack file. The engine hands over all of them
    decrypted, so only the file tells. `raw` is its section, and `handed_over` what the engine made of it.
    """
    for steps in _not_encrypted(raw, handed_over, ()):
        message = f"in plain text in {file}; expected an encrypted value: revoke this one, and set another with "
        yield Problem(path_of(SECRETS, *steps), message + set_secret(SECRETS, *map(str, steps)))


def _not_encrypted(raw: Any, handed_over: Any, steps: Steps) -> Iterator[Steps]:
    if isinstance(raw, Mapping):
        inside = handed_over if raw.keys() != {_SECURE} and isinstance(handed_over, Mapping) else {}
        for key in raw.keys() & inside.keys():
            yield from _not_encrypted(raw[key], inside[key], (*steps, key))
    elif raw is not None:
        yield steps


def _message(path: str, found: Found) -> str:
    way = next((way for place, way in _WAYS.items() if place in found.steps), _ELSEWHERE)
    return (
        f"looks like {found.what}, in plain text; expected {way}, and the value set with pulumi config set --path "
        "--secret 'slipway:secrets.<namespace>.<name>.<key>'; if it is not a secret, set notSecret: "
        f"{{{path}: <reason>}}"
    )


def _of_model(model: Model, steps: Steps) -> Iterator[Found]:
    """The names of settings are ours, and say nothing about their values."""
    for name, field in type(model).model_fields.items():
        alias = field.alias or name
        if name in model.model_fields_set and alias not in _REFERENCES:
            yield from _of_setting(getattr(model, name), (*steps, alias))
    yield from secrets_in(model.model_extra or {}, steps)


def _of_setting(value: Any, steps: Steps) -> Iterator[Found]:
    if isinstance(value, Model):
        yield from _of_model(value, steps)
    elif isinstance(value, Mapping) and any(isinstance(each, Model) for each in value.values()):
        for key, inner in value.items():
            yield from _of_setting(inner, (*steps, key))
    elif isinstance(value, tuple) and any(isinstance(each, Model) for each in value):
        for index, inner in enumerate(value):
            yield from _of_setting(inner, (*steps, index))
    else:
        yield from secrets_in(value, steps)


def _of_texts(texts: Texts) -> Iterator[Found]:
    for steps, text in texts.items():
        yield from secrets_in(text, steps, str(steps[-1]))
