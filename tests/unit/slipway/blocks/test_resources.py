from slipway.blocks.container import resources
from slipway.settings.container import ResourcesSettings
from slipway.settings.quantity import BytesRange, CpuRange


def test_a_range_becomes_a_request_and_a_limit() -> None:
    settings = ResourcesSettings(
        cpu=CpuRange(request="2m", limit="10m"), memory=BytesRange(request="24Mi", limit="48Mi")
    )

    made = resources(settings)

    assert made.requests == {"cpu": "2m", "memory": "24Mi"}
    assert made.limits == {"cpu": "10m", "memory": "48Mi"}
