from slipway.checks.references import used_secrets
from slipway.settings.kinds import WorkerAppSettings


def test_a_secret_is_used_wherever_it_stands() -> None:
    def of(who: str) -> dict[str, object]:
        return {"image": "a:1", "secretEnv": {"A": f"{who}-env/key"}, "secretEnvFrom": [{"name": f"{who}-from"}]}

    app = WorkerAppSettings.model_validate(
        {
            **of("own"),
            "sidecars": {"proxy": of("sidecar")},
            "initContainers": [{"name": "migrate", **of("init")}],
            "secretFiles": {"/etc/tls/key": "files/key"},
            "pullSecrets": ["pull"],
            "volumes": {
                "/a": {"csi": {"driver": "x", "secret": "csi"}},
                "/b": {"projected": [{"secret": "projected"}, {"configMap": "no"}]},
            },
            "configEnv": {"B": "no/key"},
        }
    )

    assert used_secrets(app) == {
        *(f"{who}-{how}" for who in ("own", "sidecar", "init") for how in ("env", "from")),
        *("files", "pull", "csi", "projected"),
    }
