from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.demand import pod_demand, together
from slipway.settings import StatelessAppSettings
from slipway.settings.quota import CPU_LIMITS, CPU_REQUESTS, MEMORY_LIMITS, MEMORY_REQUESTS

MILLI = st.integers(1, 5000)
PARTS = st.lists(MILLI, max_size=4)
CPU = "requests.cpu"
DOWNLOADS = {"/models/a.bin": {"url": "https://example.com/a", "sha256": "a" * 64}}


def app(**fields: object) -> StatelessAppSettings:
    return StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 8080, **fields})


def of(cpu: str, memory: str = "10Mi") -> dict[str, object]:
    return {"image": "a:1", "resources": {"cpu": cpu, "memory": memory}}


def kubernetes(own: int, init: list[tuple[int, bool]]) -> int:
    """`PodRequests` of k8s.io/component-helpers: init containers in their order, restartable ones stay."""
    running, beside, highest = own, 0, 0
    for amount, restartable in init:
        if restartable:
            running, beside = running + amount, beside + amount
            highest = max(highest, beside)
        else:
            highest = max(highest, amount + beside)
    return max(running, highest)


@given(MILLI, PARTS, PARTS, PARTS)
def test_it_is_what_kubernetes_reckons(own: int, sidecars: list[int], before: list[int], after: list[int]) -> None:
    order = [
        *((each, False) for each in before),
        *((each, True) for each in sidecars),
        *((each, False) for each in after),
    ]

    def amounts(parts: list[int]) -> list[dict[str, Decimal]]:
        return [{CPU: Decimal(each)} for each in parts]

    reckoned = together({CPU: Decimal(own)}, amounts(sidecars), before=amounts(before), after=amounts(after))

    assert reckoned == {CPU: kubernetes(own, order)}


def test_a_container_alone_is_all_of_its_pod() -> None:
    assert pod_demand(app(resources={"cpu": "100m..1", "memory": "64Mi..128Mi"})) == {
        CPU_REQUESTS: Decimal("0.1"),
        CPU_LIMITS: Decimal(1),
        MEMORY_REQUESTS: 64 * 1024**2,
        MEMORY_LIMITS: 128 * 1024**2,
    }


def test_sidecars_run_beside_the_app_and_beside_init_containers() -> None:
    pod = app(
        resources={"cpu": "100m"},
        sidecars={"logs": of("50m")},
        initContainers=[{"name": "small", **of("20m")}, {"name": "large", **of("300m")}],
    )

    assert pod_demand(pod)[CPU_REQUESTS] == Decimal("0.350")


def test_downloads_come_before_the_sidecars_and_have_figures_of_their_own() -> None:
    tiny = {"cpu": "1m", "memory": "1Mi"}

    assert pod_demand(app(resources=tiny, sidecars={"logs": of("1m", "1Mi")}, downloads=DOWNLOADS)) == {
        CPU_REQUESTS: Decimal("0.05"),
        CPU_LIMITS: Decimal("0.5"),
        MEMORY_REQUESTS: 128 * 1024**2,
        MEMORY_LIMITS: 128 * 1024**2,
    }
