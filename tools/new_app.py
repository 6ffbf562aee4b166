"""Writes a new app into a stack file: what every app of its kind says first, and what it may say next."""

import argparse
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from slipway.checks.problems import unknown
from slipway.settings.engine_yaml import Unreadable, read_yaml
from slipway.settings.fields import AppName
from slipway.settings.kinds import DEFAULT_KIND, KINDS
from slipway.settings.policies import PoliciesSettings
from tools.failure import Failure
from tools.layout import PROJECT
from tools.stack_edit import Block, OnOneLine, below, top, with_lines

_DIGEST = "@sha256:" + "0" * 64
_IMAGE = "image: {registry}/{name}:1.0.0{digest} # the image that you have tested"
_PORT = "port: 8080 # the port that it listens on"
_RESOURCES = "resources: {cpu: 50m..500m, memory: 128Mi} # what is reserved..what it may use"
_REPLICAS = "replicas: 2 # a drained node takes one of them"

FIRST: dict[str, tuple[str, ...]] = {
    "stateless": (_IMAGE, _PORT, _REPLICAS, _RESOURCES),
    "stateful": (_IMAGE, _PORT, _REPLICAS, "storage: {/data: 1Gi} # a volume for each pod; it can grow", _RESOURCES),
    "worker": (_IMAGE, _RESOURCES),
    "agent": (_IMAGE, "resources: {cpu: 10m..100m, memory: 64Mi} # on every node"),
    "task": (_IMAGE, _RESOURCES, "activeDeadlineSeconds: 600 # seconds after which it has failed"),
    "scheduled": (_IMAGE, 'schedule: "0 3 * * *" # minute hour day month weekday', _RESOURCES),
}
"""What an app of each kind says first."""

NEXT: dict[str, tuple[str, ...]] = {
    "stateless": ("env", "secretEnv", "files", "connectsTo", "probes", "metrics", "autoscaling", "exposed", "ingress"),
    "stateful": ("env", "secretEnv", "files", "connectsTo", "probes", "metrics", "retention"),
    "worker": ("env", "secretEnv", "files", "connectsTo", "replicas", "autoscaling", "port", "metrics"),
    "agent": ("env", "args", "files", "connectsTo", "volumes", "placement", "port", "metrics"),
    "task": ("command", "args", "env", "secretEnv", "connectsTo", "after", "once"),
    "scheduled": ("command", "args", "env", "secretEnv", "connectsTo", "timeZone", "concurrencyPolicy"),
}
"""What it may say next."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 for a written app, 1 if it is refused: then the file is as it was."""
    options = _parser().parse_args(arguments)
    file = PROJECT / f"Pulumi.{options.stack}.yaml"
    try:
        namespace, line = add(file, options.name, options.kind or DEFAULT_KIND, options.namespace)
    except Failure as failure:
        print(f"slipway: {failure}", file=sys.stderr)
        return 1
    print(f"{file.name}:{line}: {options.name}, a new app of {namespace}")
    print(f"next: write its image there, then look at it: make render STACK={options.stack}")
    return 0


def add(file: Path, name: str, kind: str, namespace: str | None = None) -> tuple[str, int]:
    """Write an app into a file. Returns its namespace and its line. Raises Failure for what cannot be written."""
    if kind not in KINDS:
        raise Failure(f"KIND: {unknown(kind, KINDS, 'kind', named=True)}")
    try:
        TypeAdapter(AppName).validate_python(name)
    except ValidationError as error:
        raise Failure(f"NAME: {error.errors()[0]['msg']}; got {name or 'nothing'}") from None
    text = _text_of(file)
    try:
        place, namespace = _namespace(file, text, namespace)
        apps, header = _apps(place)
    except OnOneLine as one:
        raise Failure(
            f"{file.name}:{one.line}: no line can be added to what is written on one line, in braces; "
            "expected each name on a line of its own"
        ) from None
    if name in apps.names:
        raise Failure(f"{file.name}:{apps.names[name]}: {namespace} has an app {name} already; expected another NAME")
    lines = lines_of(name, kind, _registry(text), production=_is_production(text))
    written, line = with_lines(text, apps, [*header, *(" " * len(header) * 2 + each for each in lines)])
    file.write_text(written, encoding="utf-8", newline="")
    return namespace, line + len(header)


def lines_of(name: str, kind: str, registry: str, *, production: bool = False) -> list[str]:
    """The lines of a new app."""
    tag = [] if kind == DEFAULT_KIND else [f"kind: {kind}"]
    said = (each.replace("{registry}", registry).replace("{name}", name) for each in FIRST[kind])
    first = [each.replace("{digest}", _DIGEST if production else "") for each in said]
    heading = "a-stateless-app" if kind == DEFAULT_KIND else f"kind-{kind}"
    following = f"# next: {', '.join(NEXT[kind])}; docs/settings.md#{heading}"
    return [f"{name}:", *(f"  {each}" for each in [*tag, *first, following])]


def _text_of(file: Path) -> str:
    if not file.is_file():
        known = ", ".join(sorted(each.name for each in file.parent.glob("Pulumi.*.yaml")))
        raise Failure(f"there is no {file.name}; there are {known or 'none'}")
    try:
        text = file.read_bytes().decode()
        read_yaml(text)
    except Unreadable as error:
        raise Failure(str(error.of(file.name))) from None
    except UnicodeDecodeError:
        raise Failure(f"{file.name}: expected a text file in UTF-8") from None
    return text


def _namespace(file: Path, text: str, wanted: str | None) -> tuple[Block, str]:
    """The namespace of that name, or the only one."""
    namespaces = _below(_below(top(text), "config"), "slipway:namespaces", "namespaces") if text.strip() else None
    known = namespaces.names if namespaces else {}
    if namespaces is None or not known:
        raise Failure(f"{file.name} has no namespace; write one first, for example slipway:namespaces: {{shop: {{}}}}")
    if wanted is None and len(known) > 1:
        raise Failure(f"expected NAMESPACE=..., one of {', '.join(known)}")
    name = wanted or next(iter(known))
    if name not in known:
        raise Failure(f"NAMESPACE: {unknown(name, known, 'namespace', named=True)}")
    return below(namespaces, name), name


def _below(mapping: Block | None, *names: str) -> Block | None:
    found = next((name for name in names if mapping and name in mapping.names), None)
    return below(mapping, found) if mapping and found else None


def _apps(namespace: Block) -> tuple[Block, list[str]]:
    """The apps of a namespace, and the line that they need above them."""
    if "apps" in namespace.names:
        return below(namespace, "apps"), []
    return namespace, ["apps:"]


def _registry(text: str) -> str:
    """The first registry that the policies of the stack accept."""
    policies = _said(text, "policies")
    said = policies.get("registries") if isinstance(policies, dict) else None
    return str((said if isinstance(said, list) and said else PoliciesSettings().registries)[0])


def _is_production(text: str) -> bool:
    return bool(_said(text, "environment") == "production")


def _said(text: str, setting: str) -> Any:
    config = (read_yaml(text) or {}).get("config") or {}
    return config.get(f"slipway:{setting}", config.get(setting))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.new_app", description=__doc__)
    parser.add_argument("name", help="the name of the app, for example web")
    parser.add_argument("--kind", default="", help=f"one of {', '.join(KINDS)} (default: {DEFAULT_KIND})")
    parser.add_argument("--stack", default="dev", help="the <stack> of Pulumi.<stack>.yaml (default: dev)")
    parser.add_argument("--namespace", default=None, help="its namespace (default: the only one of the stack)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
