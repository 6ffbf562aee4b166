"""`make up`: the first one, the second one, and those that fail."""

import re

from tests.engine.front_door.clone import Clone
from tools.subprocesses import Finished

STEPS = ["python environment", "engine", "cluster", "monitoring chart", "up"]
ROWS = [
    r"java-web +http://java-web\.course-dev\.svc:8081 +1/1 ready +exposed",
    r"log-agent +node agent +3/3 ready",
    r"python-web +http://python-web\.course-dev\.svc:8080 +3/3 ready",
    r"visits +http://visits\.course-dev\.svc:8080 +2/2 ready",
    r"cleanup +scheduled job",
    r"db +http://db\.sample-dev\.svc:5432 +1/1 ready",
    r"node-api +http://api\.node\.sample\.local +1/1 ready +exposed",
    r"grafana +kubectl -n monitoring port-forward svc/monitoring-grafana 3000:80 +password: .*",
]
MISTAKES = {
    "replicas: 3": "replcias: 3",
    "port: 8081": "port: 80801",
    "sh3b0/app_java:1.2.0": "sh3b0/app_java",
}
TOLD = [
    "Pulumi.dev.yaml has 3 problems; nothing was changed",
    ": namespaces.course-dev.apps.python-web.replcias: unknown setting; did you mean replicas?",
    "namespaces.course-dev.apps.java-web.port: expected a port from 1 to 65535, for example 8080; got 80801",
    "namespaces.course-dev.apps.java-web.image: expected an image with a tag or a digest",
]


def results(done: Finished) -> dict[str, str]:
    """The line of each finished step, without its time."""
    lines = re.findall(rf"^  ({'|'.join(STEPS)}) {{2,}}(.+?)(?: {{2,}}.*)?$", done.out, re.MULTILINE)
    return {step: result for step, result in lines if not result.startswith("still ")}


def test_the_first_one_sets_up_everything_and_tells_how_to_reach_every_app(first_up: Finished) -> None:
    lines = first_up.out.splitlines()
    assert first_up.code == 0, first_up.out + first_up.err
    assert lines[0] == "slipway dev"
    assert [*results(first_up)] == STEPS
    assert re.fullmatch(r"\d+ created", results(first_up)["up"])
    assert [row for row in ROWS if not any(re.fullmatch(f"  {row}", line) for line in lines)] == []
    assert lines[-1].startswith("next: edit Pulumi.dev.yaml, then `make preview")


def test_the_second_one_has_nothing_to_change(dev: Clone) -> None:
    before = dev.versions()

    again = dev.make("up")

    assert again.code == 0, again.out + again.err
    assert results(again)["up"] == "nothing changed"
    assert dev.versions() == before


def test_a_wrong_stack_file_is_refused_with_every_problem_and_nothing_changes(dev: Clone) -> None:
    versions, state = dev.versions(), dev.state()

    with dev.edited("dev", MISTAKES):
        refused = dev.make("up")

    assert refused.code != 0
    assert [line for line in TOLD if line not in refused.err] == []
    assert "Traceback" not in refused.out + refused.err
    assert (dev.versions(), dev.state()) == (versions, state)


UNREADY = """
config:
  slipway:environment: development
  slipway:namespaces:
    waiting:
      apps:
        web: {image: "simulated/never-ready:1", port: 8080, rollout: {progressDeadlineSeconds: 5}}
"""


def test_an_app_that_never_gets_ready_fails_it_with_the_reason_and_what_to_do(clone: Clone) -> None:
    clone.stack_file("waiting").write_text(UNREADY)
    passphrase = {"PULUMI_CONFIG_PASSPHRASE": "waiting"}

    failed = clone.make("up", "STACK=waiting", env=passphrase)
    ended = clone.make("down", "STACK=waiting", env=passphrase)

    assert failed.code != 0
    assert "waiting/web  0/1 ready  Unhealthy: Readiness probe failed" in failed.out
    assert "it runs, but a probe fails: check `probes` and its log" in failed.out
    assert "`pulumi up` of waiting failed; everything that it reported is in .slipway/logs/up-waiting.log" in failed.err
    assert "next:" not in failed.out
    assert ended.code == 0, ended.out + ended.err
