from slipway.settings.patches import leaves, merge_key, misspelt, spelt


def test_the_items_of_a_list_are_told_apart_by_a_key_that_all_of_them_have() -> None:
    assert merge_key("containers", [{"name": "web"}]) == "name"
    assert merge_key("ports", [{"port": 80}]) == "port"
    assert merge_key("containers", [{"name": "web"}, {"image": "a:1"}]) is None
    assert merge_key("args", [{"name": "web"}]) is None


def test_every_path_that_is_said_is_told() -> None:
    patch = {"spec": {"containers": [{"name": "web", "tty": True}, {"name": "old", "$patch": "delete"}], "a": {}}}

    assert [*map(spelt, leaves(patch))] == ["spec.containers[web].tty", "spec.containers[old]"]


def test_what_nobody_could_merge_is_told_with_its_place() -> None:
    [told] = misspelt({"spec": {"containers": [{"tty": True}]}})

    assert told == "spec.containers is merged by name; expected name in every item"
