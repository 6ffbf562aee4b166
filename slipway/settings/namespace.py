"""A namespace: its rules, its configuration, its apps."""

from slipway.settings.access import AccessSettings
from slipway.settings.base import Model
from slipway.settings.fields import AppName, DataKey, DnsLabel, ObjectName, Reason, Text, UniqueList
from slipway.settings.kinds import AnyApp
from slipway.settings.metadata import OwnAnnotations, OwnLabels
from slipway.settings.objects import ManifestSettings
from slipway.settings.quota import MaximaSettings, QuotaSettings
from slipway.settings.releases import ChartSettings
from slipway.settings.resources import ResourcesSettings
from slipway.settings.secrets import SecretSources
from slipway.settings.security import Level, PodSecuritySettings
from slipway.settings.service import ExternalHost


class ManagedNamespaceSettings(Model):
    """A namespace without its apps. It enforces Pod Security `restricted`, unless `podSecurity` sets another level."""

    team: DnsLabel | None = None
    """The team that owns it: a label of everything in it."""
    labels: OwnLabels = {}
    """Labels of everything in it, the pods too: `{cost-center: "4711"}`. They override those of the stack, and
    `podLabels` override them. A change rolls all pods and runs all tasks again. Default: none."""
    annotations: OwnAnnotations = {}
    """Annotations of everything in it, the pods too. They override those of the stack; what an app or an object says
    itself overrides them. A change rolls all pods and runs all tasks again. Default: none."""
    pod_security: PodSecuritySettings | None = None
    """A level of Pod Security below `restricted`, with the reason. Default: `restricted`."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits of containers that set none (a LimitRange), for example of pods that others create."""
    maxima: MaximaSettings | None = None
    """The largest limits of one container, and the largest size of one claim. Default: no limit."""
    quota: QuotaSettings | None = None
    """The limit of everything in it together. Default: no limit."""
    access: AccessSettings = AccessSettings()
    """Groups of people who may read it or deploy to it. Default: only those with rights in the whole cluster."""
    pull_secrets: UniqueList[ObjectName] = ()
    """Secrets of the namespace that hold a `.dockerconfigjson`. All apps pull their images with them, in addition to
    their own. Default: none."""

    def pod_security_level(self) -> Level:
        """The Pod Security level that the API server enforces."""
        return self.pod_security.level if self.pod_security else "restricted"


class NamespaceSettings(ManagedNamespaceSettings):
    """A namespace of the stack, with its apps. It enforces Pod Security `restricted`, unless `podSecurity` sets another
    level.
    """

    deletable: Reason | None = None
    """The reason why it may be deleted with all its data in production: `moved to shop-eu on 1 March`. Run `up` with it
    before you remove the namespace. Default: it is protected in production."""
    adopt: Reason | None = None
    """The reason why the stack takes over this namespace, and the objects in it that the stack declares too, although
    somebody else has made them: `moved from helm on 1 March`. From then on they are the stack's, and are deleted with
    it. Remove it after the next `up`. Default: what exists already and is not the stack's is refused."""
    config_maps: dict[ObjectName, dict[DataKey, Text]] = {}
    """ConfigMaps by name and key, for `configEnv` and `configFiles`."""
    secrets: SecretSources = {}
    """The sources of secrets that are not encrypted in the stack file: `vault: {existing: true}`."""
    external_names: dict[AppName, ExternalHost] = {}
    """Services of the type ExternalName for hosts outside the cluster, for example `db: db.example.com`.
    https://kubernetes.io/docs/concepts/services-networking/service/#externalname"""
    apps: dict[AppName, AnyApp] = {}
    """The apps by name."""
    objects: dict[ObjectName, ManifestSettings] = {}
    """Other objects of Kubernetes by name, as whole manifests: a ServiceMonitor, a Certificate, a PodDisruptionBudget.
    See docs/objects.md. Default: none."""
    charts: dict[AppName, ChartSettings] = {}
    """Helm charts beside the apps, by the name of their release. Their pods, claims and Services count in `quota`, but
    the check before the update does not know them. See docs/charts.md. Default: none."""
