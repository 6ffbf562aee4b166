from slipway.settings.patches import fixed


def test_what_is_fixed_is_so_with_all_around_it_and_all_within() -> None:
    assert [*fixed("Deployment", ("spec", "selector", "matchLabels"))] == [*fixed("Deployment", ("spec", "selector"))]
    assert [*fixed("Deployment", ("spec",))]
    assert [*fixed("Deployment", ("spec", "replicas"))] == []


def test_more_is_fixed_in_some_kinds() -> None:
    assert [*fixed("Service", ("spec", "clusterIP"))]
    assert [*fixed("Deployment", ("spec", "clusterIP"))] == []
