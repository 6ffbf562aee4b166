"""The objects of an app that a patch can name."""

from collections.abc import Iterator

from slipway.checks.problems import unknown
from slipway.settings.app import AppSettings
from slipway.settings.patches import PatchSettings
from slipway.settings.served import ServedSettings, ServiceAppSettings
from slipway.settings.workloads import ProcessSettings, ReplicatedSettings

_NAMED_BY_CONTENT = {"ConfigMap", "PersistentVolume", "PersistentVolumeClaim"}
"""Kinds with a suffix for each folder or volume. The component knows them when it makes them."""
_SETTINGS = {
    "Ingress": "ingress",
    "HTTPRoute": "route",
    "HTTPRoute/redirect": "route.redirectFrom",
    "GRPCRoute": "grpcRoute",
    "HorizontalPodAutoscaler": "autoscaling",
    "ScaledObject": "autoscaling.triggers",
    "VerticalPodAutoscaler": "verticalAutoscaling",
    "PodDisruptionBudget": "replicas, from 2 on,",
    "Service/headless": "service.headless",
    **dict.fromkeys(("Role", "RoleBinding"), "apiAccess.rules"),
    **dict.fromkeys(("ClusterRole", "ClusterRoleBinding"), "apiAccess.clusterRules"),
}
"""The setting that makes an object which not every app has."""


def wrong_object(app: AppSettings, patch: PatchSettings) -> str | None:
    """The error of a patch of an object that the app does not have. None if it is there."""
    if patch.kind not in app.owned_objects():
        return unknown(patch.kind, app.owned_objects(), "object of this kind of app", named=True)
    there = set(objects_of(app))
    if patch.kind in _NAMED_BY_CONTENT or patch.object in there:
        return None
    if patch.object in _SETTINGS:
        return f"this app has no {patch.object}; the setting {_SETTINGS[patch.object]} makes one"
    return unknown(patch.object, there, "object of this app", named=True)


def _scaling(app: ReplicatedSettings) -> Iterator[str]:
    if app.scaled_by and app.scaled_by.triggers:
        yield "ScaledObject"
        for index, trigger in enumerate(app.scaled_by.triggers):
            yield from [f"TriggerAuthentication/trigger-{index}"] if trigger.secret_parameters else []
    elif app.scaled_by:
        yield "HorizontalPodAutoscaler"


def objects_of(app: AppSettings) -> Iterator[str]:
    """The objects with a fixed name that the settings of the app make: kinds, and `kind/suffix`."""
    yield app.controller.kind
    if not app.service_account.existing:
        yield "ServiceAccount"
    access = app.api_access
    yield from ("Role", "RoleBinding") if access and (access.rules or access.leader_election) else ()
    yield from ("ClusterRole", "ClusterRoleBinding") if access and access.cluster_rules else ()
    if isinstance(app, ProcessSettings) and app.vertical_autoscaling:
        yield "VerticalPodAutoscaler"
    if isinstance(app, ReplicatedSettings):
        yield from _scaling(app)
        yield from ["PodDisruptionBudget"] if app.most_replicas > 1 else []
    if isinstance(app, ServedSettings):
        yield from ["Service"] if app.faces() else []
    if isinstance(app, ServiceAppSettings):
        yield from ["Service/headless"] if app.has_headless_service() else []
        yield from (f"Service/{each}" for each in app.services)
        yield from ["Ingress"] if app.ingress else []
        yield from ["HTTPRoute"] if app.route else []
        yield from ["HTTPRoute/redirect"] if app.route and app.route.redirect_from else []
        yield from ["GRPCRoute"] if app.grpc_route else []
