"""Settings of containers that need a relaxation with a reason, and relaxations that no container needs."""

from collections.abc import Iterator, Mapping

from slipway.settings.container import ContainerSettings
from slipway.settings.probes import NO_PROBE, ProbedSettings
from slipway.settings.security import RelaxationsSettings

Containers = Mapping[tuple[str | int, ...], ContainerSettings]
"""Containers by their path below the app."""


def without_reason(containers: Containers, relaxations: RelaxationsSettings) -> Iterator[str]:
    """A message for each exception without its relaxation, and for each relaxation without an exception."""
    unlimited = [(*steps, "resources", "cpu") for steps, each in containers.items() if each.resources.cpu.limit is None]
    yield from _both(
        unlimited,
        ("noCpuLimit", relaxations.no_cpu_limit),
        "no limit",
        "a slow answer costs more than a noisy neighbour",
        "a container without a limit: resources: {cpu: 1..none}",
    )
    reasons = {"readiness": relaxations.no_readiness_probe, "liveness": relaxations.no_liveness_probe}
    examples = {
        "readiness": "its clients try another pod by themselves",
        "liveness": "a restart costs more than a slow answer",
    }
    for probe, reason in reasons.items():
        unprobed = [
            (*steps, "probes", probe)
            for steps, each in containers.items()
            if isinstance(each, ProbedSettings) and probe not in each.probes.by_name()
        ]
        yield from _both(
            unprobed,
            (f"no{probe.capitalize()}Probe", reason),
            NO_PROBE,
            examples[probe],
            f"a container without the probe: probes: {{{probe}: {NO_PROBE}}}",
        )


def _both(
    exceptions: list[tuple[str | int, ...]], relaxation: tuple[str, str | None], what: str, example: str, needed: str
) -> Iterator[str]:
    name, reason = relaxation
    if exceptions and reason is None:
        where = ".".join(map(str, exceptions[0]))
        yield (
            f'{where}: {what} needs relaxations.{name} with a reason, for example relaxations: {{{name}: "{example}"}}'
        )
    if reason and not exceptions:
        yield f"relaxations.{name} needs {needed}"
