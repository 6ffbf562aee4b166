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
    """A namespace without its apps; Pod Security `restricted` is enforced in it unless it says otherwise."""

    team: DnsLabel | None = None
    """Who looks after it; a label on everything in it."""
    pod_security: PodSecuritySettings | None = None
    """What its pods may do beyond `restricted`, and why. Default: nothing."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits of containers that say none (a LimitRange): those which others bring into the namespace."""
    maxima: MaximaSettings | None = None
    """What a single container or claim may have at most. Default: no bound."""
    quota: QuotaSettings | None = None
    """What everything in it may have together. Default: no bound."""
    access: AccessSettings = AccessSettings()
    """Which people may look at it or deploy to it. Default: whoever the cluster lets anyway."""
    pull_secrets: UniqueList[ObjectName] = ()
    """Secrets of the namespace that hold a `.dockerconfigjson`: all its apps pull their images with them, beside those
    that they name themselves. Default: none."""

    def pod_security_level(self) -> Level:
        """What the API server lets its pods do."""
        return self.pod_security.level if self.pod_security else "restricted"


class NamespaceSettings(ManagedNamespaceSettings):
    """One namespace of the stack, and what is in it."""

    deletable: Reason | None = None
    """Why it may be deleted with all data in it, although the stack is in production: `moved to shop-eu on 1 March`.
    Deployed before the namespace leaves the stack. Default: in production it is protected."""
    config_maps: dict[ObjectName, dict[DataKey, EnvValue]] = {}
    """Plain configuration by name and key, for `configEnv`."""
    secrets: SecretSources = {}
    """Where the secrets come from that are not encrypted in this stack's file: `vault: {existing: true}`."""
    external_names: dict[AppName, ExternalHost] = {}
    """Names in the namespace for hosts outside the cluster, for example `db: db.example.com` (ExternalName Services).
    https://kubernetes.io/docs/concepts/services-networking/service/#externalname"""
    apps: dict[AppName, AnyApp] = {}
    """The apps by name."""
