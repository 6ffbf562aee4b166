"""`up` and `destroy` with a fake engine: the output, and the log."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from tools.cluster import Cluster, CurrentCluster
from tools.engine import Engine
from tools.engine_events import in_words
from tools.failure import Failure
from tools.layout import Layout
from tools.passphrase import VARIABLES
from tools.steps import PlainScreen, Steps
from tools.subprocesses import Finished
from tools.target import Target
from tools.up import operate, policies, preview, up

WEB = "urn:pulumi:dev::slipway::slipway:index:StatelessApp$kubernetes:apps/v1:Deployment::shop.web"
CREATED = {"resOutputsEvent": {"metadata": {"op": "create", "urn": WEB, "new": {"custom": True}}}}
FAILED = {"resOpFailedEvent": {"metadata": {"op": "create", "urn": WEB}}}
TOTALS = {"summaryEvent": {"resourceChanges": {"create": 1, "same": 7}}}


def diagnostic(message: str, prefix: str = "error: ") -> dict[str, Any]:
    return {"diagnosticEvent": {"urn": WEB, "prefix": prefix, "message": message, "severity": prefix[:-2]}}


class Pretending:
    """An engine that streams the given events and ends with the given code."""

    def __init__(self, layout: Layout, *events: dict[str, Any] | str, code: int = 0) -> None:
        self.layout, self.code = layout, code
        self.lines = [each if isinstance(each, str) else json.dumps({"sequence": 1, **each}) for each in events]
        self.told: list[Sequence[str]] = []

    def follow(self, arguments: Sequence[str], *, stack: str, log: Path, on_line: Callable[[str], None]) -> int:
        assert stack == "dev"
        self.told.append(arguments)
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(f"{in_words(line)}\n" for line in self.lines))
        for line in self.lines:
            on_line(line)
        return self.code


class Explaining(CurrentCluster):
    """A cluster with one pod whose image is missing."""

    def kubectl(self, *_: Any, **__: Any) -> Finished:
        waiting = {"state": {"waiting": {"reason": "ErrImagePull", "message": "not found"}}}
        labels = {"app.kubernetes.io/name": "web"}
        pod = {
            "kind": "Pod",
            "metadata": {"name": "web-1", "labels": labels},
            "spec": {},
            "status": {"containerStatuses": [waiting]},
        }
        return Finished(0, json.dumps({"items": [pod]}))


@dataclass(frozen=True)
class Prepared(Target):
    """Run with a fake cluster."""

    own: Any = field(default=None)

    def cluster(self) -> Cluster:
        return cast("Cluster", self.own)


def operated(engine: Pretending, *, quiet: bool = False) -> str:
    """The output during the command."""
    out = io.StringIO()
    target = Prepared(layout=engine.layout, own=Explaining(engine.layout))
    operate(cast("Engine", engine), target, ["up"], Steps(PlainScreen(out)), quiet=quiet)
    return out.getvalue()


def failed(engine: Pretending) -> tuple[list[str], list[str]]:
    """The output, and the error message."""
    out = io.StringIO()
    target = Prepared(layout=engine.layout, own=Explaining(engine.layout))
    with pytest.raises(Failure) as failure:
        operate(cast("Engine", engine), target, ["up"], Steps(PlainScreen(out)), quiet=True)
    return out.getvalue().splitlines()[:-1], str(failure.value).splitlines()


def test_every_update_and_preview_is_judged_by_the_policies_of_the_project(tmp_path: Path) -> None:
    assert policies(Target(layout=Layout(project=tmp_path))) == ["--policy-pack", str(tmp_path / "policies")]


def test_each_change_is_a_line_and_the_totals_end_the_step(layout: Layout) -> None:
    change, step = operated(Pretending(layout, CREATED, TOTALS)).splitlines()

    assert change == "    created Deployment shop.web"
    assert step.split()[:3] == ["up", "1", "created"]


def test_a_first_deployment_prints_no_line_for_each_change(layout: Layout) -> None:
    assert "Deployment" not in operated(Pretending(layout, CREATED, TOTALS), quiet=True)


def test_a_warning_is_printed_even_when_everything_succeeds(layout: Layout) -> None:
    assert operated(Pretending(layout, diagnostic("old", "warning: "), TOTALS)).splitlines()[:2] == [
        "  kubernetes:apps/v1:Deployment (shop.web):",
        "    warning: old",
    ]


def test_an_error_is_printed_in_full_and_then_what_the_cluster_says_about_the_app(layout: Layout) -> None:
    printed, said = failed(Pretending(layout, diagnostic("timed out"), FAILED, code=255))

    assert printed == [
        "  kubernetes:apps/v1:Deployment (shop.web):",
        "    error: timed out",
        "  shop/web  0/1 ready  ErrImagePull: not found",
        "      check the image's name and tag, and `pullSecrets` if its registry needs a login",
    ]
    assert said == ["`pulumi up` of dev failed; everything that it reported is in .slipway/logs/up-dev.log"]


def test_an_error_before_the_engine_starts_is_printed_with_the_way_out(layout: Layout) -> None:
    printed, said = failed(Pretending(layout, "error: the stack is currently locked by 1 lock(s)", code=255))

    assert printed == ["error: the stack is currently locked by 1 lock(s)"]
    assert said[1].startswith("another command works on this stack, or was killed; if none runs, release the lock: ")
    assert said[1].endswith("pulumi cancel --yes --stack dev")


def test_a_hint_is_found_in_a_diagnostic_too(layout: Layout) -> None:
    _, said = failed(Pretending(layout, diagnostic("it cannot go because it is protected"), code=255))

    assert "docs/protection.md" in said[1]


def test_the_log_has_every_event_in_words_and_what_went_wrong_again_at_its_end(layout: Layout) -> None:
    failed(Pretending(layout, CREATED, diagnostic("timed out"), code=255))
    lines = (layout.logs / "up-dev.log").read_text().splitlines()

    assert [line[10:] for line in lines[:2]] == [
        "created Deployment shop.web",
        "Deployment shop.web: error: timed out",
    ]
    assert lines[2:6] == [
        "",
        "Diagnostics:",
        "  kubernetes:apps/v1:Deployment (shop.web):",
        "    error: timed out",
    ]


def test_after_a_command_that_failed_the_next_one_asks_the_cluster_what_there_is(layout: Layout) -> None:
    failed(Pretending(layout, diagnostic("no"), code=255))
    again, later = Pretending(layout, TOTALS), Pretending(layout, TOTALS)

    assert "refreshing the state from the cluster" in operated(again)
    assert "refreshing" not in operated(later)
    assert (again.told, later.told) == ([["up", "--refresh"]], [["up"]])


@pytest.mark.parametrize("verb", [up, preview])
def test_a_missing_passphrase_is_told_before_anything_is_set_up(
    verb: Callable[[Target, Steps], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "Pulumi.mine.yaml").write_text("config: {}\n")
    target = Target("mine", layout=Layout(home=tmp_path / "home", project=tmp_path))

    with pytest.raises(Failure, match="the passphrase of mine is missing"):
        verb(target, Steps(PlainScreen(io.StringIO())))
    assert not (tmp_path / "home").exists()
