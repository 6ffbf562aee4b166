"""The pods of an app: their template, and the objects that it refers to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pulumi import Input, Resource, ResourceOptions
from pulumi_kubernetes.core.v1 import PodTemplateSpecArgs

from slipway.blocks.files import Content, file_contents
from slipway.blocks.identity import pod_labels
from slipway.blocks.naming import volume_name
from slipway.blocks.peers import peer_variables
from slipway.blocks.pod_template import pod_template
from slipway.settings.app import AppSettings
from slipway.topology.telemetry import telemetry_environment

from .account import create_account
from .app import App
from .app_network import create_network_policies
from .claims import create_volumes
from .component import metadata
from .config_map import create_config_map
from .repository_files import files_of


@dataclass(frozen=True)
class Pods:
    """The template of an app's pods, and the resources that the pods wait for."""

    template: PodTemplateSpecArgs
    waits_for: Sequence[Resource]

    def controller_options(
        self, app: App[AppSettings], *, depends_on: Sequence[Resource] = (), **options: Any
    ) -> ResourceOptions:
        """Options of the controller. It waits for the tasks. If a task fails, the controller is not updated."""
        return app.child(depends_on=[*self.waits_for, *depends_on], **options)


def create_pods(
    app: App[AppSettings],
    *,
    claimed: Iterable[str] = (),
    restart_policy: str | None = None,
    revision_label: str | None = None,
) -> Pods:
    """Register the account, the ConfigMaps of files, the shared volumes and the network of an app's pods.

    `claimed` are the paths of volumes that each pod has for itself. `revision_label` is the label that the controller
    adds to the pods of one version.
    """
    settings = app.settings
    network = create_network_policies(app)
    account = create_account(app)
    files = _create_files(app)
    create_volumes(app)
    template = pod_template(
        app.name,
        settings,
        marks=app.versioned_marks.with_labels(pod_labels(settings.service_account)),
        service_account=account,
        config_maps=app.config_maps,
        secrets=app.secrets,
        files=files,
        peers=peer_variables(settings.connections().values(), app.peers, app.namespace),
        telemetry=telemetry_environment(app.name, settings),
        claimed=claimed,
        restart_policy=restart_policy,
        revision_label=revision_label,
    )
    app.template = template
    return Pods(template, [*app.waits_for, *network])


def _create_files(app: App[AppSettings]) -> Mapping[str, Input[str]]:
    """The ConfigMap of each folder, by the folder's path."""
    return {
        folder: _create_file_config_map(app, folder, content)
        for folder, content in file_contents(app.name, files_of(app.pulumi_name, app.settings)).items()
    }


def _create_file_config_map(app: App[AppSettings], folder: str, content: Content) -> Input[str]:
    return create_config_map(
        f"{app.pulumi_name}.{volume_name(folder)}",
        content,
        lambda name: metadata(name, app.namespace, app.marks),
        keep=app.settings.kept_revisions(),
        opts=app.child(),
    ).metadata.name
