"""The pack as the engine starts it."""

import os
import select
import subprocess
import sys

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
