import pytest

from settings.probes import ProbeSettings, ProbesSettings

PROBES = ProbesSettings()


@pytest.mark.parametrize(
    ("probe", "seconds"), [(PROBES.startup, 60), (PROBES.readiness, 15), (PROBES.liveness, 30)], ids=str
)
def test_by_default_a_probe_gives_up_after_what_its_documentation_says(probe: ProbeSettings, seconds: int) -> None:
    assert probe.period_seconds * probe.failure_threshold == seconds
