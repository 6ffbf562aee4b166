"""What every kind of work that ends can say."""

from settings.kinds.pod import PodSettings
from settings.words.vocabulary import Number, Seconds


class JobSettings(PodSettings):
    """https://kubernetes.io/docs/concepts/workloads/controllers/job/"""

    backoff_limit: Number | None = None
    """How often a failure is tried again, after 10, 20, 40 seconds and so on. Default 6."""
    active_deadline_seconds: Seconds | None = None
    """Seconds after which a run is stopped and has failed, retries included. Default: it may run for ever."""
