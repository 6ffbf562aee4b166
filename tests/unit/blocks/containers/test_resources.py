from blocks.containers.resources import resources
from settings.containers.resources import ResourcesSettings
from settings.words.quantity import BytesRange, CpuRange


def test_a_range_becomes_a_request_and_a_limit() -> None:
    settings = ResourcesSettings(
        cpu=CpuRange(request="2m", limit="10m"), memory=BytesRange(request="24Mi", limit="48Mi")
    )

    made = resources(settings)

    assert made.requests == {"cpu": "2m", "memory": "24Mi"}
    assert made.limits == {"cpu": "10m", "memory": "48Mi"}
