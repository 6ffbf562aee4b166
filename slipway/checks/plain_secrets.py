"""Secrets in plain text in a stack file. Only `slipway:secrets` is encrypted."""

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.container import ContainerSettings
from slipway.settings.secret_patterns import could_be_secret, secret_by_itself, secret_by_name
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ServiceAppSettings

Steps = tuple[object, ...]

Texts = Mapping[Steps, str]
"""The content of files of the repository, by the setting that mounts the file."""
NO_TEXTS: Texts = MappingProxyType({})

_BY_NAME = "a secret, because of its name"
_VARIABLE = "a variable of secretEnv instead, as $(VARIABLE)"
_FILE = "secretFiles: {path: name/key}, or a variable of secretEnv that the program reads"
_WAYS = {
    "env": "secretEnv: {VARIABLE: name/key}",
    "args": _VARIABLE,
    "command": _VARIABLE,
    "files": _FILE,
    "repositoryFiles": _FILE,
    "configMaps": "a key of a secret, in secretEnv or secretFiles",
}
_ELSEWHERE = "secretEnv or secretFiles"

_LINE = re.compile(r"^[ \t]{0,200}(?:export |- )?[\"']?([A-Za-z_][\w.-]{0,100})[\"']?[ \t]{0,9}[:=](.*)$", re.MULTILINE)
_OPTION = re.compile(r"(?:^|\s)-{0,2}([A-Za-z_][\w.-]{0,100})=(\S+)")
_FLAG = re.compile(r"--?([A-Za-z_][\w.-]{0,100})")
_SHELL_VARIABLE = re.compile(r"\$[A-Za-z_]\w*")


def plain_secrets(stack: StackSettings, texts: Texts = NO_TEXTS) -> Iterator[Problem]:
    """Every secret in plain text without a reason in `notSecret`, and every such reason without a secret."""
    found: dict[str, tuple[Steps, str]] = {}
    written = stack.model_dump(by_alias=True, exclude_unset=True)
    for steps, what in (*_by_name(stack), *_by_themselves((), written), *_of_texts(texts)):
        found.setdefault(path_of(*steps), (steps, what))
    for path in found.keys() - stack.not_secret.keys():
        yield Problem(path, _message(path, *found[path]))
    for path in stack.not_secret.keys() - found.keys():
        yield Problem(path_of("notSecret", path), "nothing at this path looks like a secret; leave it out")


def _message(path: str, steps: Steps, what: str) -> str:
    way = next((way for place, way in _WAYS.items() if place in steps), _ELSEWHERE)
    return (
        f"looks like {what}, in plain text; expected {way}, and the value set with pulumi config set --path --secret "
        f"'slipway:secrets.<namespace>.<name>.<key>'; if it is not a secret, set notSecret: {{{path}: <reason>}}"
    )


def _by_themselves(steps: Steps, value: Any) -> Iterator[tuple[Steps, str]]:
    """Secrets that are recognized by their value, under any name."""
    if isinstance(value, str):
        what = secret_by_itself(value)
        if what:
            yield steps, what
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _by_themselves((*steps, key), inner)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _by_themselves((*steps, index), inner)


def _of_texts(texts: Texts) -> Iterator[tuple[Steps, str]]:
    for steps, text in texts.items():
        yield from _of_content(steps, text)
        yield from _by_themselves(steps, text)


def _by_name(stack: StackSettings) -> Iterator[tuple[Steps, str]]:
    for namespace, settings in stack.namespaces.items():
        steps = ("namespaces", namespace)
        for name, data in settings.config_maps.items():
            yield from _of_text_by_key((*steps, "configMaps", name), data)
        for name, app in settings.apps.items():
            yield from _of_app((*steps, "apps", name), app)


def _of_app(steps: Steps, app: AppSettings) -> Iterator[tuple[Steps, str]]:
    for inner, container in app.containers().items():
        yield from _of_container((*steps, *inner), container)
    for file, content in app.files.items():
        yield from _of_content((*steps, "files", file), content)
    for path, volume in app.volumes.items():
        if volume.csi:
            yield from _of_names((*steps, "volumes", path, "csi", "attributes"), volume.csi.attributes)
    annotated = {"serviceAccount": app.service_account.annotations}
    if isinstance(app, ServiceAppSettings):
        faces = {"service": app.service, "ingress": app.ingress, "route": app.route}
        annotated |= {name: face.annotations for name, face in faces.items() if face}
    for name, annotations in annotated.items():
        # By convention, `nginx.ingress.kubernetes.io/auth-secret` and similar annotations hold the name of a Secret.
        values = {key: value for key, value in annotations.items() if not key.lower().endswith("secret")}
        yield from _of_names((*steps, name, "annotations"), values)


def _of_container(steps: Steps, container: ContainerSettings) -> Iterator[tuple[Steps, str]]:
    yield from _of_names((*steps, "env"), container.env)
    for setting, words in (("command", container.command), ("args", container.args)):
        flag = None
        for index, word in enumerate(words):
            pairs = [*_OPTION.findall(word), *([(flag, word)] if flag and not word.startswith("-") else [])]
            if any(_names_secret(name, _unquoted(value)) for name, value in pairs):
                yield (*steps, setting, index), _BY_NAME
            match = _FLAG.fullmatch(word)
            flag = match[1] if match else None


def _of_names(steps: Steps, values: Mapping[str, Any]) -> Iterator[tuple[Steps, str]]:
    for name, value in values.items():
        if secret_by_name(name) and could_be_secret(value):
            yield (*steps, name), _BY_NAME


def _of_text_by_key(steps: Steps, data: Mapping[str, str]) -> Iterator[tuple[Steps, str]]:
    """The values of a ConfigMap: variables, or whole files."""
    yield from _of_names(steps, data)
    for key, text in data.items():
        if "\n" in text:
            yield from _of_content((*steps, key), text)


def _of_content(steps: Steps, content: Any) -> Iterator[tuple[Steps, str]]:
    """The named values of a file, in JSON or line by line."""
    if isinstance(content, str):
        for name, value in _LINE.findall(content):
            if _names_secret(name, _unquoted(value)):
                yield (*steps, name), _BY_NAME
        yield from _of_one_line(steps, content)
    elif isinstance(content, Mapping):
        yield from _of_names(steps, {key: each for key, each in content.items() if not isinstance(each, dict | list)})
        for key, inner in content.items():
            if isinstance(inner, dict | list):
                yield from _of_content((*steps, key), inner)
    elif isinstance(content, list):
        for index, inner in enumerate(content):
            if isinstance(inner, dict | list):
                yield from _of_content((*steps, index), inner)


def _of_one_line(steps: Steps, text: str) -> list[tuple[Steps, str]]:
    """JSON on a single line, which has to be parsed to find its names."""
    if not text.startswith(("{", "[")) or "\n" in text.strip():
        return []
    try:
        return [*_of_content(steps, json.loads(text))]
    except (ValueError, RecursionError):
        return []


def _unquoted(value: str) -> str:
    return value.strip(" \t\r\"',;")


def _names_secret(name: str, value: str) -> bool:
    """True for a named secret in a text. A shell variable as the value is no secret."""
    return secret_by_name(name) and could_be_secret(value) and not _SHELL_VARIABLE.fullmatch(value)
