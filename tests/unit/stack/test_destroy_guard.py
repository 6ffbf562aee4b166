from offline.recorder import Recording
from tests.recorded import recorded
from tests.unit.stack.composed import composed

REASON = {"deletable": "moved to another cluster"}


def production(**namespaces: dict[str, str]) -> Recording:
    return composed(namespaces, environment="production", cluster={"context": "prod"})


def test_in_production_the_seal_is_protected_and_everything_lies_under_it() -> None:
    recording = recorded("prod")
    seal = recording.one("Stash", "production-data")
    made = {each.urn for each in recording.registrations if not each.type.startswith("slipway:")}

    assert seal.protect
    assert set(seal.dependencies) == made - {seal.urn}


def test_namespaces_are_protected_one_by_one() -> None:
    recording = production(shop={}, blog=REASON)

    assert {each.name: each.protect for each in recording.all("Namespace")} == {"shop": True, "blog": False}
    assert recording.one("Stash", "production-data").protect


def test_what_is_in_a_protected_namespace_may_come_and_go() -> None:
    protected = {each.name for each in recorded("prod").registrations if each.protect}

    assert protected == {"course-prod", "sample-prod", "monitoring", "production-data"}


def test_the_seal_is_open_once_nothing_is_protected() -> None:
    assert not production(shop=REASON).one("Stash", "production-data").protect
    assert not [each for each in recorded("dev").registrations if each.protect]
