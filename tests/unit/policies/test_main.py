"""The pack as the engine starts it."""

import os
import select
import subprocess
import sys

import pytest

from offline.program import ROOT


def test_it_tells_the_engine_its_port_even_when_python_buffers_what_it_prints() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "policies", "127.0.0.1:1"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as pack:
        assert pack.stdout
        told, _, _ = select.select([pack.stdout], [], [], 60)
        port = pack.stdout.readline() if told else b""
        pack.kill()

    assert port.strip().isdigit(), "the engine would wait for ever"


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_started_by_hand_it_says_who_starts_it_instead_of_waiting_for_an_engine(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "policies", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "--policy-pack policies" in done.stderr
