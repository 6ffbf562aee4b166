from slipway.settings.patches import unpatchable


def test_what_is_fixed_is_so_with_all_around_it_and_all_within() -> None:
    assert [*unpatchable("Deployment", ("spec", "selector", "matchLabels"))] == [
        *unpatchable("Deployment", ("spec", "selector"))
    ]
    assert [*unpatchable("Deployment", ("spec",))]
    assert [*unpatchable("Deployment", ("spec", "replicas"))] == []


def test_more_is_fixed_in_some_kinds() -> None:
    assert [*unpatchable("Service", ("spec", "clusterIP"))]
    assert [*unpatchable("Deployment", ("spec", "clusterIP"))] == []
