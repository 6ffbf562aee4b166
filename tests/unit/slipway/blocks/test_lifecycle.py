from typing import Any

from slipway.blocks.lifecycle import NO_HOOKS, lifecycle
from slipway.settings.lifecycle import LifecycleSettings


def made(drain: int = 0, port: int | None = 8080, **hooks: Any) -> Any:
    return lifecycle(LifecycleSettings.model_validate(hooks), drain=drain, port=port, port_name="http")


def test_the_kubelet_waits_so_that_the_image_needs_no_shell() -> None:
    hook = made(drain=7).pre_stop

    assert (hook.sleep.seconds, hook.exec_, hook.http_get) == (7, None, None)


def test_a_drain_of_nothing_is_no_hook() -> None:
    assert lifecycle(NO_HOOKS) is None


def test_a_command_before_the_stop_and_one_after_the_start() -> None:
    hooks = made(preStop={"exec": ["nginx", "-s", "quit"]}, postStart={"exec": ["warm"]})

    assert hooks.pre_stop.exec_.command == ["nginx", "-s", "quit"]
    assert (hooks.pre_stop.sleep, hooks.post_start.exec_.command) == (None, ["warm"])


def test_a_request_before_the_stop_goes_to_the_port_of_the_app_or_to_its_own() -> None:
    assert made(preStop={"path": "/quit"}).pre_stop.http_get.port == "http"
    assert made(preStop={"path": "/quit", "port": 9090}).pre_stop.http_get.port == 9090


def test_a_wait_before_the_stop_is_the_kubelets() -> None:
    assert made(preStop={"sleep": 3}).pre_stop.sleep.seconds == 3


def test_only_what_is_said_is_a_hook() -> None:
    assert made(postStart={"exec": ["warm"]}).pre_stop is None
