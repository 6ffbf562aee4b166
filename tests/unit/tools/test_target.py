from tools.target import Target


def test_a_suggested_command_repeats_what_is_not_the_default() -> None:
    assert Target().make("preview") == "make preview"
    target = Target("prod", "current", "current", "fetched.tgz")
    assert target.make("up") == "make up STACK=prod CLUSTER=current BACKEND=current CHART=fetched.tgz"
    assert Target().make("down", "prod") == "make down STACK=prod"
    assert target.env_command.endswith('env --stack prod --cluster current --backend current)"')
