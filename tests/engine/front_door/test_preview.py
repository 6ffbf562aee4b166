"""`make preview`: what an `up` would change, and nothing changes."""

from tests.engine.front_door.clone import Clone


def test_it_shows_each_field_that_changes_and_what_comes_next(dev: Clone) -> None:
    versions, state = dev.versions(), dev.state()

    with dev.edited("dev", {"sh3b0/app_java:1.2.0": "sh3b0/app_java:1.3.0"}):
        preview = dev.make("preview")

    assert preview.code == 0, preview.out + preview.err
    assert '"sh3b0/app_java:1.2.0" => "sh3b0/app_java:1.3.0"' in preview.out
    assert preview.out.splitlines()[-1].startswith("next: `make up")
    assert (dev.versions(), dev.state()) == (versions, state)


def test_a_stack_that_is_not_there_is_refused_with_those_that_are(clone: Clone) -> None:
    refused = clone.make("preview", "STACK=nothere")

    assert refused.code != 0
    assert "slipway: there is no Pulumi.nothere.yaml; expected STACK to be one of: dev, prod" in refused.err
