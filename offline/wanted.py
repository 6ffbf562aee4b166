"""The objects that a stack asks for, by name, and whether it may take over those that exist already."""

from typing import Any

from offline.manifests import RELEASE, plain
from offline.recorder import AUTONAMED, Recording, Registration
from offline.stack_file import PROJECT, StackFile
from slipway.settings.chart import GROUP
from slipway.settings.load import values_of
from slipway.settings.monitoring import MonitoringSettings

PROVIDER = "pulumi:providers:kubernetes"
MONITORING = "slipway:components:MonitoringStack"


def wanted(recording: Recording, file: StackFile) -> dict[str, Any]:
    """As JSON: the kube context, and for each object its API, kind, namespace and name, `adopt`, and `brought`: true if
    the monitoring of the stack defines its kind.

    Objects with a generated name are left out, because nobody else can have made them. So are patches: they are meant
    for objects of others.
    """
    adopted = _adopted(values_of(file.config, PROJECT))
    charts = any(each.type == RELEASE and MONITORING in each.parent for each in recording.registrations)
    contexts = [each.inputs.get("context") for each in recording.registrations if each.type == PROVIDER]
    return {
        "context": next(filter(None, contexts), None),
        "objects": [_object(each, adopted, charts=charts) for each in recording.registrations if _is_named(each)],
    }


def _adopted(values: dict[str, Any]) -> set[str]:
    """The namespaces whose settings give a reason to take over what exists."""
    monitoring = values.get("monitoring") or {}
    where = monitoring.get("namespace", MonitoringSettings.model_fields["namespace"].default)
    said = {**(values.get("namespaces") or {}), where: monitoring}
    return {name for name, settings in said.items() if settings.get("adopt")}


def _is_named(registration: Registration) -> bool:
    name = plain(registration.inputs).get("metadata", {}).get("name", AUTONAMED)
    is_object = "apiVersion" in registration.inputs and registration.type != RELEASE
    return is_object and AUTONAMED not in name and not registration.type.endswith("Patch")


def _object(registration: Registration, adopted: set[str], *, charts: bool) -> dict[str, Any]:
    content = plain(registration.inputs)
    metadata = content["metadata"]
    namespace = metadata.get("namespace", "")
    return {
        "apiVersion": content["apiVersion"],
        "kind": content["kind"],
        "namespace": namespace,
        "name": metadata["name"],
        # An object of the cluster belongs to the namespace that its Pulumi name begins with.
        "adopt": (namespace or registration.name.partition(".")[0]) in adopted,
        "brought": charts and content["apiVersion"].partition("/")[0] == GROUP,
    }
