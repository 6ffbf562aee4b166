from slipway.settings.probes import SidecarSettings


def test_a_sidecar_says_what_any_container_can_and_need_not_listen() -> None:
    logs = SidecarSettings(image="shop/logs:1.0", args=("--follow",))

    assert (logs.args, logs.port) == (("--follow",), None)
    assert logs.resources.memory.limit == "128Mi"
