"""The hooks of a container."""

from pulumi_kubernetes.core.v1 import LifecycleArgs, LifecycleHandlerArgs, SleepActionArgs

from slipway.blocks.handlers import exec_action, http_get
from slipway.settings.handlers import HandlerSettings
from slipway.settings.lifecycle import LifecycleSettings, PreStopSettings

NO_HOOKS = LifecycleSettings()


def lifecycle(
    settings: LifecycleSettings, *, drain: int = 0, port: int | None = None, port_name: str | None = None
) -> LifecycleArgs | None:
    """The hooks, on the port of the container, by its name if it has one. The drain is a hook of the kubelet, which
    needs no program in the image.
    """
    before = settings.pre_stop or (PreStopSettings(sleep=drain) if drain else None)
    if not (settings.post_start or before):
        return None
    return LifecycleArgs(
        post_start=_handler(settings.post_start, port, port_name) if settings.post_start else None,
        pre_stop=_handler(before, port, port_name) if before else None,
    )


def _handler(hook: HandlerSettings, port: int | None, port_name: str | None) -> LifecycleHandlerArgs:
    if isinstance(hook, PreStopSettings) and hook.sleep:
        return LifecycleHandlerArgs(sleep=SleepActionArgs(seconds=hook.sleep))
    number = hook.port or port
    if hook.exec or number is None:
        return LifecycleHandlerArgs(exec_=exec_action(hook))
    return LifecycleHandlerArgs(http_get=http_get(hook, hook.port or port_name or number))
