"""References to environment variables: each must name a variable that Kubernetes knows at that place."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from slipway.checks.problems import Problem, path_of, unknown
from slipway.settings.app import AppSettings
from slipway.settings.container import ContainerSettings
from slipway.settings.environment import EnvSourceSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.probes import ProbedSettings
from slipway.settings.variables import is_plain, references
from slipway.topology.addresses import variable_names
from slipway.topology.telemetry import telemetry_environment

Keys = Mapping[str, Collection[str]]
"""The keys of ConfigMaps or Secrets by name. A missing name has unknown keys."""

_OF_KUBERNETES = re.compile(r"KUBERNETES_(SERVICE_HOST|SERVICE_PORT(_HTTPS)?|PORT(_443_TCP(_(ADDR|PORT|PROTO))?)?)")
"""The address of the API server, which the kubelet gives to every container."""
_SHELL_FLAG = re.compile(r"-[a-z]*c")
"""The flag of a shell before its script, for example `-c` or `-euc`. There, `$(hostname)` is a command."""


def unknown_variables(
    path: str, name: str, app: AppSettings, namespace: NamespaceSettings, secrets: Keys
) -> Iterator[Problem]:
    """Every reference of the app at `path` to a variable that its container does not have."""
    keys_of_secrets = {**secrets, **{name: each.remote.keys for name, each in namespace.secrets.items() if each.remote}}
    from_peers = [name for each in app.connections().values() if each.app for name in variable_names(each)]
    patched = _Patched.of(app)
    telemetry = telemetry_environment(name, app)
    for steps, container in app.containers().items():
        where = path_of(path, *steps)
        given = telemetry.variables() if container is app else ()
        names = {*container.variables(), *from_peers, *given, *patched.names}
        sources = _Sources.of(container, namespace.config_maps, keys_of_secrets)
        known = _Known(names | sources.names, ("",) if patched.from_sources else sources.prefixes)
        yield from _of_values(where, container, sources, known)
        yield from _of_words(where, container, known)
        if isinstance(container, ProbedSettings):
            plain = {name for name, value in container.env.items() if is_plain(value)}
            yield from _of_probes(where, container, known, {*plain, *from_peers, *patched.names})
            yield from _of_hooks(where, container, known)


@dataclass(frozen=True)
class _Known:
    """The variables of a container. Each name that begins with one of the prefixes can exist too."""

    names: set[str]
    prefixes: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name in self.names or name.startswith(self.prefixes) or _OF_KUBERNETES.fullmatch(name) is not None


@dataclass(frozen=True)
class _Sources:
    """The variables of `configEnvFrom` and `secretEnvFrom`, and the prefixes of sources with unknown keys."""

    names: set[str]
    prefixes: tuple[str, ...]

    @staticmethod
    def of(container: ContainerSettings, config_maps: Keys, secrets: Keys) -> "_Sources":
        said: list[tuple[EnvSourceSettings, Keys]] = [
            *((each, config_maps) for each in container.config_env_from),
            *((each, secrets) for each in container.secret_env_from),
        ]
        names = {f"{source.prefix or ''}{key}" for source, keys in said for key in keys.get(source.name, ())}
        return _Sources(names, tuple(source.prefix or "" for source, keys in said if source.name not in keys))


@dataclass(frozen=True)
class _Patched:
    """The variables that patches add, in any container."""

    names: set[str]
    from_sources: bool
    """True if a patch adds a source with unknown keys."""

    @staticmethod
    def of(app: AppSettings) -> "_Patched":
        lists = [found for each in app.patches for found in _lists(each.patch)]
        items = [item for name, items in lists if name == "env" for item in items if isinstance(item, dict)]
        return _Patched({str(item.get("name")) for item in items}, any(name == "envFrom" for name, _ in lists))


def _lists(value: object) -> Iterator[tuple[str, list[object]]]:
    """All lists in a patch, with their names."""
    for name, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, list):
            yield name, inner
        for each in inner if isinstance(inner, list) else [inner]:
            yield from _lists(each)


def _of_values(path: str, container: ContainerSettings, sources: _Sources, known: _Known) -> Iterator[Problem]:
    for variable, value in container.env.items():
        for name in references(value, [variable]):
            where = path_of(path, "env", variable)
            if name == variable and name not in _Known(sources.names, sources.prefixes):
                yield Problem(
                    where,
                    "refers to itself: Kubernetes does not know the variables of the image; expected the whole value "
                    f"(for the text $({name}), write $$({name}))",
                )
            elif name not in known:
                yield Problem(where, _message(name, known.names))


def _of_words(path: str, container: ContainerSettings, known: _Known) -> Iterator[Problem]:
    in_shell = _runs_shell((*container.command, *container.args))
    for setting, words in (("command", container.command), ("args", container.args)):
        for index, word in enumerate(words):
            for name in references(word):
                if name not in known and not (in_shell and _is_command(name)):
                    yield Problem(path_of(path, setting, index), _message(name, known.names))


def _of_probes(path: str, container: ProbedSettings, known: _Known, plain: set[str]) -> Iterator[Problem]:
    """A command of a probe: Kubernetes replaces only values that are written in `env`, and without their references.

    https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/container/helpers.go
    """
    for probe, said in container.probes.by_name().items():
        in_shell = _runs_shell(said.exec or ())
        for index, word in enumerate(said.exec or ()):
            for name in references(word, known.names):
                where = path_of(path, "probes", probe, "exec", index)
                if name in known and name not in plain:
                    because = "in a probe, because its value is not plain text in env"
                    yield Problem(where, _not_replaced(name, because))
                elif name not in known and not (in_shell and _is_command(name)):
                    yield Problem(where, _message(name, known.names))


def _of_hooks(path: str, container: ProbedSettings, known: _Known) -> Iterator[Problem]:
    """A command of a hook: Kubernetes replaces nothing in it.

    https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/lifecycle/handlers.go
    """
    for hook, said in container.lifecycle.hooks().items():
        in_shell = _runs_shell(said.exec or ())
        for index, word in enumerate(said.exec or ()):
            for name in references(word, known.names):
                if not (in_shell and _is_command(name)):
                    where = path_of(path, "lifecycle", hook, "exec", index)
                    yield Problem(where, _not_replaced(name, "in a hook"))


def _not_replaced(name: str, because: str) -> str:
    return (
        f"$({name}) is not replaced {because}; expected a shell that reads it, for example "
        f"[sh, -c, 'test -n \"${name}\"']"
    )


def _runs_shell(words: Collection[str]) -> bool:
    return any(_SHELL_FLAG.fullmatch(word) for word in words)


def _is_command(name: str) -> bool:
    """True for the name of a program: by convention, variables have capital letters."""
    return name == name.lower()


def _message(name: str, known: Collection[str]) -> str:
    return f"{unknown(name, known, 'variable', named=True)} (for the text $({name}), write $$({name}))"
