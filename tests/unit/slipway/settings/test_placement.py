import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from slipway.checks.problems import problems_of
from slipway.settings import ScheduledJobSettings, StackSettings, StatefulAppSettings
from slipway.settings.placement import (
    PREFERENCES,
    Neighbour,
    NeighbourSettings,
    PlacementSettings,
    Spread,
    SpreadSettings,
    Toleration,
    TolerationSettings,
)

RULE = "a label value, a list of values, {notIn: [...]} or {exists: true}, for example ssd"


def test_replicas_are_spread_as_evenly_as_there_is_room_unless_told_otherwise() -> None:
    spread = StatefulAppSettings(image="postgres:18", port=5432).placement.spread

    assert (spread.zones, spread.nodes, spread.max_skew) == ("preferred", "preferred", 1)


def test_a_job_has_no_replicas_to_spread() -> None:
    with pytest.raises(ValidationError, match=r"placement\.spread"):
        ScheduledJobSettings.model_validate(
            {"image": "nginx:1.29", "schedule": "@daily", "placement": {"spread": "required"}}
        )


def test_only_as_many_preferences_as_can_be_told_apart() -> None:
    preferences = [{"disktype": "ssd"}] * (PREFERENCES + 1)

    assert PlacementSettings.model_validate({"preferredNodes": preferences[1:]})
    with pytest.raises(ValidationError, match="expected at most 7 preferences"):
        PlacementSettings.model_validate({"preferredNodes": preferences})


@pytest.mark.parametrize(
    ("placement", "problem"),
    [
        (
            "nodes: {disktype: yes}",
            'nodes.disktype: expected a string; YAML reads it as a boolean: write it in quotes, "true"',
        ),
        (
            "preferredNodes: [{}]",
            (
                "preferredNodes.0: expected at least one label with its requirement, for example {disktype: ssd}; "
                "got a mapping"
            ),
        ),
        (
            "preferredNodes: [{disktype: yes}]",
            'preferredNodes.0.disktype: expected a string; YAML reads it as a boolean: write it in quotes, "true"',
        ),
        (
            "tolerations: ['gpu:Never']",
            'tolerations.0.effect: expected one of NoSchedule, PreferNoSchedule or NoExecute; got "Never"',
        ),
        ("near: cache", 'near: expected a list; got "cache"'),
        ("near: [{ap: cache}]", "near.0.ap: unknown setting; did you mean app?"),
        (
            "awayFrom: [{}]",
            "awayFrom.0: expected either app or labels, for example {app: cache}",
        ),
        ("spread: {zone: required}", "spread.zone: unknown setting; did you mean zones?"),
        ("spread: {nodes: hard}", 'spread.nodes: expected one of preferred, required or none; got "hard"'),
        ("node: {}", "node: unknown setting; did you mean nodes?"),
    ],
)
def test_a_mistake_is_told_with_its_path_and_the_way_out(placement: str, problem: str) -> None:
    app = {"image": "nginx:1.29", "port": 8080, "placement": yaml.safe_load(placement)}
    stack = {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}

    with pytest.raises(ValidationError) as refused:
        StackSettings.model_validate(stack, by_alias=True, by_name=False)

    path = "namespaces.shop.apps.web.placement"
    assert [str(each) for each in problems_of(refused.value, StackSettings)] == [f"{path}.{problem}"]


SPREAD: TypeAdapter[SpreadSettings] = TypeAdapter(Spread)


def test_one_word_is_enough_for_zones_and_nodes() -> None:
    assert SPREAD.validate_python("required") == SpreadSettings(zones="required", nodes="required")
    assert SPREAD.validate_python({"zones": "required"}) == SpreadSettings(zones="required", nodes="preferred")


@pytest.mark.parametrize("written", ["hard", True, ["required"], None])
def test_another_word_is_no_spread(written: object) -> None:
    with pytest.raises(ValidationError, match="expected preferred, required or none, or a mapping of these"):
        SPREAD.validate_python(written)


NEIGHBOUR: TypeAdapter[NeighbourSettings] = TypeAdapter(Neighbour)


def test_the_name_of_an_app_is_enough_and_means_a_preference_about_nodes() -> None:
    settings = NEIGHBOUR.validate_python("cache")

    assert settings == NeighbourSettings(app="cache", topology="node", required=False)


@pytest.mark.parametrize("written", [{}, {"app": "cache", "labels": {"tier": "cache"}}])
def test_a_neighbour_is_an_app_or_whoever_has_some_labels(written: object) -> None:
    with pytest.raises(ValidationError, match="expected either app or labels"):
        NEIGHBOUR.validate_python(written)


def test_a_neighbour_is_required_or_not_and_nothing_between() -> None:
    with pytest.raises(ValidationError, match="expected true or false, for example true"):
        NEIGHBOUR.validate_python({"app": "cache", "required": "maybe"})


TOLERATION: TypeAdapter[TolerationSettings] = TypeAdapter(Toleration)


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        (
            "dedicated=database:NoSchedule",
            TolerationSettings(key="dedicated", value="database", effect="NoSchedule"),
        ),
        ("gpu:NoExecute", TolerationSettings(key="gpu", effect="NoExecute")),
        ("dedicated=database", TolerationSettings(key="dedicated", value="database")),
        ("example.com/gpu", TolerationSettings(key="example.com/gpu")),
        ("*", TolerationSettings()),
    ],
)
def test_a_taint_is_written_as_kubectl_writes_it(written: str, settings: TolerationSettings) -> None:
    assert TOLERATION.validate_python(written) == settings


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("a=b=c", "expected a taint as kubectl writes it, for example dedicated=database:NoSchedule"),
        ("", "expected a taint as kubectl writes it"),
        ("bad key", "expected a label key"),
        (
            {"key": "gpu", "effect": "NoSchedule", "seconds": 60},
            "seconds needs effect: NoExecute; set it, or leave seconds out",
        ),
        ({"value": "database"}, "value needs key, for example {key: dedicated, value: db}"),
    ],
)
def test_what_is_no_taint_is_refused(written: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        TOLERATION.validate_python(written)


@pytest.mark.parametrize(
    "said", [{"nodes": {"beta.kubernetes.io/os": "linux"}}, {"preferredNodes": [{"beta.kubernetes.io/os": "linux"}]}]
)
def test_the_old_name_of_a_node_label_is_told_the_new_one(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=r"beta\.kubernetes\.io/os is the old name .* expected kubernetes\.io/os"):
        PlacementSettings.model_validate(said)
