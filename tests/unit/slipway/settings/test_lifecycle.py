from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.kinds import ScheduledJobSettings, StatelessAppSettings, WorkerAppSettings
from slipway.settings.lifecycle import LifecycleSettings, PreStopSettings

WEB = {"image": "nginx:1.29", "port": 8080}


@pytest.mark.parametrize(
    ("said", "seconds"),
    [({"sleep": 4}, 4), ({"exec": ["quit"]}, 10), ({"path": "/quit", "seconds": 20}, 20)],
)
def test_a_hook_before_the_stop_has_its_time(said: dict[str, Any], seconds: int) -> None:
    assert PreStopSettings.model_validate(said).hook_seconds() == seconds


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"preStop": {}}, r"expected exec, path or sleep, for example \{exec: \[/app/sign-off\]\}"),
        ({"preStop": {"seconds": 3}}, "expected exec, path or sleep"),
        ({"preStop": {"exec": ["a"], "sleep": 3}}, "expected only one of path, exec and sleep; got exec and sleep"),
        ({"preStop": {"sleep": 3, "seconds": 3}}, "sleep takes its own seconds; leave seconds out"),
        ({"postStart": {}}, r"expected exec or path, for example \{exec: \[/app/warm-up\]\}"),
        ({"postStart": {"sleep": 3}}, "sleep"),
    ],
)
def test_a_hook_is_of_one_kind(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        LifecycleSettings.model_validate(said)


def test_a_hook_in_place_of_the_drain_is_told_how_to_keep_one() -> None:
    hook = {"preStop": {"exec": ["nginx", "-s", "quit"]}}
    expected = (
        r"lifecycle\.preStop: Kubernetes has one hook before the stop, and stop\.drainSeconds is it; expected stop: "
        r"\{drainSeconds: 0\} and a hook that waits itself, for example lifecycle: \{preStop: \{exec: \[sh, -c, 'sleep "
        r"5; nginx -s quit'\], seconds: 15\}\}"
    )
    with pytest.raises(ValidationError, match=expected):
        StatelessAppSettings.model_validate({**WEB, "lifecycle": hook})

    assert StatelessAppSettings.model_validate({**WEB, "lifecycle": hook, "stop": {"drainSeconds": 0}})
    assert WorkerAppSettings.model_validate({"image": "nginx:1.29", "lifecycle": hook})


def test_a_request_needs_a_port() -> None:
    hook = {"preStop": {"path": "/quit"}}
    with pytest.raises(ValidationError, match=r"lifecycle\.preStop has nothing to call; set port, or port of the hook"):
        WorkerAppSettings.model_validate({"image": "nginx:1.29", "lifecycle": hook})

    assert WorkerAppSettings.model_validate({"image": "nginx:1.29", "port": 80, "lifecycle": hook})


def test_a_job_that_ends_by_itself_has_no_hooks() -> None:
    with pytest.raises(ValidationError, match="lifecycle"):
        ScheduledJobSettings.model_validate({"image": "a:1", "schedule": "@daily", "lifecycle": {}})


def test_the_process_keeps_its_time_whatever_the_longest_hook_takes() -> None:
    proxy = {"image": "shop/proxy:1.0", "lifecycle": {"preStop": {"exec": ["quit"], "seconds": 20}}}
    web = StatelessAppSettings.model_validate({**WEB, "sidecars": {"proxy": proxy}})
    quick = StatelessAppSettings.model_validate({**WEB, "stop": {"drainSeconds": 25}, "sidecars": {"proxy": proxy}})

    assert (web.grace_seconds(), quick.grace_seconds()) == (50, 55)
