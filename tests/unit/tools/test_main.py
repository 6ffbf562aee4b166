import os
import signal
import subprocess
import sys

import pytest

from offline.program import ROOT
from tools import __main__ as command
from tools.__main__ import VERBS, main
from tools.failure import Failure


def test_wrong_usage_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as usage:
        main(["up", "--cluster", "theirs"])

    assert usage.value.code == 2
    assert "invalid choice: 'theirs'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Failure("the cluster did not start"), 1, "slipway: the cluster did not start\n"),
        (KeyboardInterrupt(), 130, "slipway: interrupted; run the same command again to continue\n"),
    ],
    ids=["failed", "interrupted"],
)
def test_how_it_ended_is_told_in_a_sentence_and_by_the_exit_code(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ends(*_: object) -> None:
        raise error

    monkeypatch.setattr(command, "up", ends)

    assert main(["up"]) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("verb", ["up", "preview", "down", "env"])
@pytest.mark.parametrize("stack", ["no-such-stack", "", "../dev"])
def test_a_stack_without_a_file_is_told_in_a_sentence(
    verb: str, stack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, "--stack", stack]) == 1
    assert capsys.readouterr().err.startswith(f"slipway: there is no Pulumi.{stack}.yaml; expected STACK to be one of")


@pytest.mark.parametrize("verb", ["up", "preview", "down"])
def test_each_verb_does_what_it_is_called(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[str, str]] = []
    for name in ("up", "preview", "down"):
        monkeypatch.setattr(command, name, lambda target, _, name=name: done.append((name, target.stack)))

    assert main([verb, "--stack", "prod"]) == 0
    assert done == [(verb, "prod")]


def test_the_help_tells_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = " ".join(capsys.readouterr().out.split())

    for verb, summary in VERBS.items():
        assert f"{verb} {summary}" in told


WAITING = """
import runpy, sys, time
from tools import up
def wait(*_):
    print("up", flush=True)
    time.sleep(60)
up.up = wait
sys.argv = ["tools", "up"]
runpy.run_module("tools", run_name="__main__", alter_sys=True)
"""


def test_a_command_that_is_told_to_end_ends_as_if_it_were_interrupted() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", WAITING], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)

    assert (process.returncode, told) == (
        130,
        "slipway: interrupted; run the same command again to continue\n",
    )
