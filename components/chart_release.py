"""A release of a Helm chart in a namespace of the stack."""

from pulumi import Input, ResourceOptions
from pulumi_kubernetes.helm.v3 import Release, RepositoryOptsArgs

from slipway.blocks.references import ObjectNames, real_in_texts
from slipway.settings.releases import ChartSettings

from .component import scoped


def create_release(
    scope: str,
    name: str,
    settings: ChartSettings,
    *,
    namespace: Input[str],
    config_maps: ObjectNames,
    secrets: ObjectNames,
    opts: ResourceOptions,
) -> Release:
    """Register a release. Helm uninstalls it before its namespace goes, because a chart can have made objects of the
    whole cluster. So `opts` must have no `deleted_with`.
    """
    return Release(
        scoped(scope, name),
        name=name,
        namespace=namespace,
        chart=settings.chart,
        version=settings.version,
        repository_opts=RepositoryOptsArgs(repo=settings.repository) if settings.repository else None,
        values=real_in_texts(settings.values, config_maps=config_maps, secrets=secrets),
        skip_crds=settings.crds is None,
        # A release that is not ready in time is rolled back, so that the next `up` begins from one that was.
        atomic=True,
        timeout=settings.timeout_seconds,
        opts=opts,
    )
