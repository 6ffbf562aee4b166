"""A namespace: its rules, its configuration, its apps."""

from slipway.settings.access import AccessSettings
from slipway.settings.base import Model
from slipway.settings.container import ResourcesSettings
from slipway.settings.fields import AppName, DataKey, DnsLabel, EnvValue, ObjectName, Reason, UniqueList
from slipway.settings.kinds import AnyApp
from slipway.settings.quota import MaximaSettings, QuotaSettings
from slipway.settings.secrets import SecretSources
from slipway.settings.security import Level, PodSecuritySettings
from slipway.settings.service import ExternalHost


class ManagedNamespaceSettings(Model):
    """A namespace without its apps. The default level of Pod Security is `restricted`."""

    team: DnsLabel | None = None
    """The team that owns the namespace. All objects get it as a label."""
    pod_security: PodSecuritySettings | None = None
    """A Pod Security level above `restricted`, with a reason. Default: `restricted`."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits (a LimitRange) for containers without their own. slipway's containers have their own."""
    maxima: MaximaSettings | None = None
    """The upper bounds of a single container or claim. Default: no bound."""
    quota: QuotaSettings | None = None
    """The upper bounds of the whole namespace (a ResourceQuota). Default: no bound."""
    access: AccessSettings = AccessSettings()
    """Groups of people who may view the namespace or deploy to it. Default: slipway grants no rights."""
    pull_secrets: UniqueList[ObjectName] = ()
    """Secrets of the namespace with a `.dockerconfigjson`. All apps use them to pull images, in addition to their own
    `pullSecrets`. Default: none."""

    def pod_security_level(self) -> Level:
        """The Pod Security level that the API server enforces."""
        return self.pod_security.level if self.pod_security else "restricted"


class NamespaceSettings(ManagedNamespaceSettings):
    """One namespace of the stack, and its content."""

    deletable: Reason | None = None
    """The reason why a production namespace may be deleted with all its data: `moved to shop-eu on 1 March`. Deploy it
    before you remove the namespace from the stack file. Default: in production the namespace is protected."""
    config_maps: dict[ObjectName, dict[DataKey, EnvValue]] = {}
    """Plain configuration by name and key, for `configEnv`."""
    secrets: SecretSources = {}
    """Sources of the secrets that are not encrypted in this stack file: `vault: {existing: true}`."""
    external_names: dict[AppName, ExternalHost] = {}
    """Services of the type ExternalName for hosts outside the cluster, for example `db: db.example.com`.
    https://kubernetes.io/docs/concepts/services-networking/service/#externalname"""
    apps: dict[AppName, AnyApp] = {}
    """The apps by name."""
