"""Triggers of KEDA: queues and other sources of events that decide the number of pods.

https://keda.sh/docs/latest/concepts/scaling-deployments/
"""

from typing import Annotated

from pydantic import Field

from slipway.settings.base import Model, described_as
from slipway.settings.fields import KeyReference, Text

TriggerType = Annotated[
    str, Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", max_length=63), described_as("a scaler of KEDA", "rabbitmq")
]
Parameter = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length=253),
    described_as("a parameter of the scaler", "queueName"),
]


class TriggerSettings(Model):
    """A source of events. KEDA asks it from its own pods, so the app needs no connection for it, and the source must
    let KEDA in.

    https://keda.sh/docs/latest/scalers/
    """

    type: TriggerType
    """The scaler, for example `rabbitmq`, `kafka`, `aws-sqs-queue` or `cron`."""
    metadata: dict[Parameter, Text] = {}
    """Parameters of the scaler, as text; its page lists them: `{queueName: mails, mode: QueueLength, value: "20"}`."""
    secret_parameters: dict[Parameter, KeyReference] = {}
    """Parameters from Secrets of the namespace, as `name/key`: `{host: mail/amqp-url}`. They become a
    TriggerAuthentication, which only KEDA reads. Default: none.
    https://keda.sh/docs/latest/concepts/authentication/"""

    @property
    def follows_resources(self) -> bool:
        """True if it follows the cpu or the memory of the pods."""
        return self.type in ("cpu", "memory")
