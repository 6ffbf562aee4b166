import subprocess
import sys

from offline.program import ROOT


def test_a_mistake_of_the_user_is_one_sentence_and_no_traceback() -> None:
    command = [sys.executable, "-m", "tools", "up", "--stack", "no-such-stack"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "slipway: there is no Pulumi.no-such-stack.yaml; expected STACK to be one of: dev, prod"
    ]
