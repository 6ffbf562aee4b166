from components import WorkerApp
from offline.recorder import Recording
from slipway.settings import WorkerAppSettings
from tests.deployment import deploy

MAILER = WorkerAppSettings(image="shop/mailer:1.0")


def mailer() -> Recording:
    return deploy(lambda: WorkerApp("shop.mailer", MAILER, namespace="shop"))


def test_it_is_a_deployment_that_nobody_reaches() -> None:
    recording = mailer()
    [container] = recording.one("Deployment").inputs["spec"]["template"]["spec"]["containers"]

    assert {each.type.rpartition(":")[2] for each in recording.registrations} == {
        "WorkerApp",
        "Deployment",
        "ServiceAccount",
    }
    assert not {"ports", "readinessProbe", "livenessProbe", "startupProbe"} & container.keys()
