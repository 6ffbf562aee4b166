from tests.unit.stack.composed import composed

WEB = {"image": "nginx:1.29", "port": 8080}


def test_everything_goes_to_the_stacks_own_provider() -> None:
    recording = composed({"shop": {"apps": {"web": WEB}}}, cluster={"context": "prod"})

    providers = {each.provider for each in recording.registrations if each.type.startswith("kubernetes:")}
    assert providers == {f"{recording.one('kubernetes', 'cluster').urn}::cluster-id"}


def test_outputs_tell_how_each_app_is_reached() -> None:
    apps = {"web": WEB, "tidy": {"kind": "scheduled", "image": "a:1", "schedule": "@daily"}}

    assert composed({"shop": {"apps": apps}}).outputs["apps"] == {
        "shop/web": {"kind": "StatelessApp", "url": "http://web.shop.svc:8080", "exposed": False},
        "shop/tidy": {"kind": "ScheduledJob", "schedule": "@daily"},
    }


def test_a_stack_of_nothing_but_its_environment_makes_nothing_in_the_cluster() -> None:
    recording = composed({})

    assert [each.type for each in recording.registrations if each.type.startswith("kubernetes:")] == []
    assert recording.outputs == {"apps": {}}
