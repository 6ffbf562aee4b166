"""What a namespace holds its content to, whatever that is: whose it is, what its pods may do, how much there is."""

from settings.bounds.maxima import MaximaSettings
from settings.bounds.quota import QuotaSettings
from settings.containers.resources import ResourcesSettings
from settings.security.access import AccessSettings
from settings.security.pod_security import Level, PodSecuritySettings
from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.vocabulary import DnsLabel, ObjectName


class EnvironmentSettings(Model):
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
    pull_secrets: EachOnce[ObjectName] = ()
    """Secrets of the namespace that hold a `.dockerconfigjson`: all its apps pull their images with them, beside those
    that they name themselves. Default: none."""

    def pod_security_level(self) -> Level:
        """What the API server lets its pods do."""
        return self.pod_security.level if self.pod_security else "restricted"
