"""Hooks of a container: after its start, and before its stop.

https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
"""

from typing import ClassVar

from pydantic import model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.fields import Seconds
from slipway.settings.handlers import HandlerSettings


class PostStartSettings(HandlerSettings):
    """A hook right after the start of the container, beside its first process: exactly one of `path` and `exec`. The
    container counts as running only when the hook has ended, and it is killed if the hook fails.
    """

    @model_validator(mode="after")
    def _some_kind(self) -> "PostStartSettings":
        if not (self.path or self.exec):
            raise conflict("expected exec or path, for example {exec: [/app/warm-up]}")
        return self


class PreStopSettings(HandlerSettings):
    """A hook before the signal that stops the container: exactly one of `path`, `exec` and `sleep`. The signal follows,
    whether the hook succeeds or not.
    """

    kinds: ClassVar[tuple[str, ...]] = ("path", "exec", "sleep")

    sleep: Seconds | None = None
    """Seconds that the kubelet waits. It needs no program in the image."""
    seconds: Seconds | None = None
    """Seconds that the request or command takes at most. They are added to `stop.processSeconds`, so that the process
    keeps its own time. Default: 10."""

    def hook_seconds(self) -> int:
        """The longest time of the hook."""
        return self.sleep or self.seconds or 10

    @model_validator(mode="after")
    def _some_kind(self) -> "PreStopSettings":
        if not (self.path or self.exec or self.sleep):
            raise conflict("expected exec, path or sleep, for example {exec: [/app/sign-off]}")
        if self.sleep and self.seconds:
            raise conflict("sleep takes its own seconds; leave seconds out")
        return self


class LifecycleSettings(Model):
    """Hooks of a container. Kubernetes replaces no `$(NAME)` in their commands."""

    post_start: PostStartSettings | None = None
    """A hook after the start. Default: none."""
    pre_stop: PreStopSettings | None = None
    """A hook before the stop. Kubernetes has one: in an app with a Service it takes the place of the drain, and needs
    `stop: {drainSeconds: 0}`. Default: none."""

    def hooks(self) -> dict[str, HandlerSettings]:
        """The hooks that are set, by the names of their settings."""
        said = {"postStart": self.post_start, "preStop": self.pre_stop}
        return {name: hook for name, hook in said.items() if hook}
