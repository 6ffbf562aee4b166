"""The base of the app components: their arguments, and the names and labels of their objects."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, TypedDict, TypeVar

from pulumi import Input, Resource, ResourceOptions, RunError
from pulumi_kubernetes.core.v1 import PodTemplateSpecArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from typing_extensions import Required, Unpack

from slipway.blocks.peers import Peers
from slipway.blocks.references import NO_NAMES, ObjectNames, real_values
from slipway.checks.problems import unknown
from slipway.settings.app import AppSettings
from slipway.settings.patches import PatchSettings
from slipway.topology import labels

from .component import Component, metadata
from .managed_namespace import ManagedNamespace
from .patching import Patching

Settings = TypeVar("Settings", bound=AppSettings, covariant=True)  # noqa: PLC0105  # the name is in the docs

NO_PEERS: Peers = MappingProxyType({})
NO_TASKS: Mapping[str, Resource] = MappingProxyType({})


class AppArgs(TypedDict, total=False):
    """The keyword arguments of every app component, beside its settings. Only `namespace` is required."""

    namespace: Required[ManagedNamespace | Input[str]]
    """The namespace. In a `ManagedNamespace` the network is closed, and the app opens the connections in `connectsTo`.
    """
    config_maps: ObjectNames
    """The real names of the ConfigMaps that the settings refer to. Default: the names in the settings."""
    secrets: ObjectNames
    """The real names of the Secrets that the settings refer to. Default: the names in the settings."""
    tasks: Mapping[str, Resource]
    """The tasks in `after`, by name, and other apps that a task runs after. The pods wait for them."""
    peers: Peers
    """The settings of the apps in `connectsTo`: by name, or by `<namespace>/<name>` in another namespace."""
    depends_on: Sequence[Resource]
    """Other resources that the pods wait for."""
    team: str | None
    """A label of every object. Default: the team of the `ManagedNamespace`, if any."""
    opts: ResourceOptions | None
    """Options of the component."""


class App(Component, Generic[Settings]):
    """The base of all app components. It registers only the component; each kind registers its own objects."""

    namespace: Input[str]
    """The name of the namespace."""
    template: PodTemplateSpecArgs
    """The template of its pods."""
    outputs: Mapping[str, Any]
    """The address of the app, or the schedule or the name of its job; `stopped` if the settings let no pod run."""

    def __init__(self, name: str, settings: Settings, **args: Unpack[AppArgs]) -> None:
        self.config_maps, self.secrets = args.get("config_maps", NO_NAMES), args.get("secrets", NO_NAMES)
        self._patching = Patching(name, settings, [self._with_real_names(each) for each in settings.patches])
        super().__init__(name, args.get("opts"), transformations=[self._patching])
        inside = args["namespace"]
        self.managed_namespace = inside if isinstance(inside, ManagedNamespace) else None
        self.namespace = inside.namespace if isinstance(inside, ManagedNamespace) else inside
        around = self.managed_namespace.marks if self.managed_namespace else labels.MANAGED
        self.pulumi_name, self.settings = name, settings
        self.selector = labels.selector(self.name)
        self.marks = around.of_team(args.get("team")).of_app(self.name)
        self.versioned_marks = self.marks.of_version(settings.image)
        self.peers = args.get("peers", NO_PEERS)
        tasks = args.get("tasks", NO_TASKS)
        self.follows = [_task(name, each, tasks) for each in settings.after]
        self.waits_for = [*args.get("depends_on", ()), *self.follows]

    def _with_real_names(self, patch: PatchSettings) -> PatchSettings:
        """The patch with the names of ConfigMaps and Secrets in the cluster, which can be Outputs."""
        real = real_values(patch.patch, config_maps=self.config_maps, secrets=self.secrets)
        return patch.model_copy(update={"patch": real})

    def metadata(self, suffix: str = "", annotations: dict[str, str] | None = None) -> ObjectMetaArgs:
        """Metadata of an object with the name of the app and a suffix."""
        return metadata(self.name + suffix, self.namespace, self.marks, annotations)

    def controller_metadata(self, annotations: dict[str, str] | None = None) -> ObjectMetaArgs:
        """Metadata of the controller. Its labels include the version."""
        return metadata(self.name, self.namespace, self.versioned_marks, annotations)

    def finish(self, outputs: Mapping[str, Any]) -> None:
        """End the constructor. Raises `pulumi.RunError` for a patch of an object that the app has not registered."""
        self._patching.finish()
        self.outputs = {**outputs, **({"stopped": True} if self.settings.stopped else {})}
        self.register_outputs({**self.outputs})


def _task(app: str, name: str, tasks: Mapping[str, Resource]) -> Resource:
    if name not in tasks:
        raise RunError(f"{app}: after: {unknown(name, tasks, 'task', named=True)}")
    return tasks[name]
