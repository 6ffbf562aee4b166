"""What every kind of app has in common: its ServiceAccount, the ConfigMaps of its files, its pods' template."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pulumi import Input, Resource, ResourceOptions, RunError
from pulumi_kubernetes.core.v1 import ConfigMap, PodTemplateSpecArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks import labels
from slipway.blocks.files import Content, file_contents
from slipway.blocks.identity import pod_labels
from slipway.blocks.naming import volume_name
from slipway.blocks.peers import Peers, peer_variables
from slipway.blocks.pod_template import pod_template
from slipway.blocks.references import ObjectNames
from slipway.blocks.rollout import revisions
from slipway.blocks.volumes import nfs_claims, shared_claims
from slipway.checks.problems import unknown
from slipway.settings.pod import PodSettings

from .base import Component, metadata
from .claims import Claims
from .config_map import config_map
from .identity import Owner, account
from .patching import Patching
from .repository_files import with_repository_files

Settings = TypeVar("Settings", bound=PodSettings)

AS_REFERRED: ObjectNames = MappingProxyType({})
"""Every ConfigMap and Secret is called as the settings refer to it."""
NO_PEERS: Peers = MappingProxyType({})
NO_TASKS: Mapping[str, Resource] = MappingProxyType({})


class Workload(Component, Generic[Settings]):
    """A kind of app; each names its settings and registers what is its own.

    `config_maps`, `secrets` and `tasks` tell what the objects that the settings refer to are really called, and which
    tasks they wait for; `peers` are the settings of the apps that they connect to, and the pods wait for `depends_on`;
    `team` becomes a label. `reach` tells how the app is reached, and is what the component
    registers as its outputs.
    """

    def __init__(
        self,
        name: str,
        settings: Settings,
        *,
        namespace: Input[str],
        config_maps: ObjectNames = AS_REFERRED,
        secrets: ObjectNames = AS_REFERRED,
        tasks: Mapping[str, Resource] = NO_TASKS,
        peers: Peers = NO_PEERS,
        depends_on: Sequence[Resource] = (),
        team: str | None = None,
        opts: ResourceOptions | None = None,
    ) -> None:
        patching = Patching(name, settings.patches)
        super().__init__(name, opts, transformations=[patching])
        settings = with_repository_files(name, settings)
        self.pulumi_name, self.namespace = name, namespace
        self.selector = labels.selector(self.name)
        self.labels = labels.common(self.name, team)
        self.versioned_labels = labels.versioned(self.name, settings.image, team)
        self.settings, self._config_maps, self._secrets = settings, config_maps, secrets
        self._tasks = [*depends_on, *(_task(name, tasks) for name in settings.after)]
        self._peers = peer_variables(settings.connects_to, peers, namespace)
        self.account = account(Owner(self, name, namespace, self.labels, self.metadata), settings)
        self.files = {
            folder: self._file_config_map(folder, content)
            for folder, content in file_contents(self.name, settings).items()
        }
        self.claims = Claims(self, name, namespace, self.labels)
        self.shared = self.claims.keep(shared_claims(self.name, settings.volumes).items())
        for claim, server in nfs_claims(self.name, settings.volumes).items():
            self.claims.mount_nfs(claim, server)
        self.reach = self.own(settings)
        patching.finish()
        self.register_outputs(self.reach)

    @abstractmethod
    def own(self, settings: Settings) -> dict[str, Any]:
        """Register what this kind owns; returns how the app is reached."""

    def metadata(self, suffix: str = "", annotations: dict[str, str] | None = None) -> ObjectMetaArgs:
        """Metadata of a child that is called after the app."""
        return metadata(self.name + suffix, self.namespace, self.labels, annotations)

    def controller_metadata(self, annotations: dict[str, str] | None = None) -> ObjectMetaArgs:
        """Metadata of what makes the pods; it tells their version."""
        return metadata(self.name, self.namespace, self.versioned_labels, annotations)

    def controller_options(self, *, depends_on: Sequence[Resource] = (), **options: Any) -> ResourceOptions:
        """Options of what makes the pods; it waits for the tasks, and stays as it is when one fails."""
        return self.child(depends_on=[*self._tasks, *depends_on], **options)

    def pods(
        self, claimed: Iterable[str] = (), restart_policy: str | None = None, revision_label: str | None = None
    ) -> PodTemplateSpecArgs:
        """The template of the app's pods; `claimed` are the paths of its own volumes, and `revision_label` is what the
        controller labels the pods of one version with.
        """
        return pod_template(
            self.name,
            self.settings,
            labels={**self.versioned_labels, **pod_labels(self.settings.service_account)},
            service_account=self.account,
            config_maps=self._config_maps,
            secrets=self._secrets,
            files={folder: config_map.metadata.name for folder, config_map in self.files.items()},
            peers=self._peers,
            claimed=claimed,
            restart_policy=restart_policy,
            revision_label=revision_label,
        )

    def _file_config_map(self, folder: str, content: Content) -> ConfigMap:
        return config_map(
            f"{self.pulumi_name}.{volume_name(folder)}",
            content,
            lambda name: metadata(name, self.namespace, self.labels),
            keep=revisions(self.settings),
            opts=self.child(),
        )


def _task(name: str, tasks: Mapping[str, Resource]) -> Resource:
    if name not in tasks:
        raise RunError(f"{name}: {unknown(name, tasks, 'task')}")
    return tasks[name]
