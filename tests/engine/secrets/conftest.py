"""A stack with secrets of every source, deployed for all modules of this folder. The tests simulate the operator. Every
value is a canary.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.canary import Canary
from tests.engine.own_stack import own_stack
from tests.engine.secrets.operator import Operator
from tests.engine.secrets.planted import OWN, REMOTE, SETTINGS, steps
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.subprocesses import Finished

HERE = Path(__file__).parent
CRDS = HERE / "crds.yaml"


@dataclass(frozen=True)
class FirstUp:
    """The observations before the start of the operator."""

    waited: bool
    deployments: list[str]
    finished: Finished


@pytest.fixture(scope="package")
def operator(cluster: EmbeddedCluster, tmp_path_factory: pytest.TempPathFactory) -> Operator:
    """The simulated operator, with the values of the stores."""
    values = {address.removesuffix(".dockerconfigjson"): canary.value for address, canary in REMOTE.items()}
    return Operator(cluster, values, tmp_path_factory.mktemp("operator"))


@pytest.fixture(scope="package")
def bare(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack, of which nothing is deployed yet."""
    cluster.kubectl(["apply", "-f", str(CRDS)])
    cluster.kubectl(["wait", "--for=condition=Established", "-f", str(CRDS)])
    stack = own_stack("secrets", SETTINGS.read_text(), engine, cluster, folder)
    with stack.undone_afterwards():
        set_secrets(stack, OWN)
        yield stack
    cluster.kubectl(["delete", "-f", str(CRDS)])


@pytest.fixture(scope="package")
def first(bare: StackUnderTest, operator: Operator) -> FirstUp:
    """The stack after its first deployment. The operator starts when the program waits for it."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        running = thread.submit(bare.up, check=False)
        _until(lambda: bare.get("secretstores", "sec-shop"))
        time.sleep(3)
        waited, deployments = not running.done(), [each["metadata"]["name"] for each in bare.get("deployments")]
        with operator.at_work():
            finished = running.result()
    return FirstUp(waited, deployments, finished)


@pytest.fixture(scope="package")
def deployed(bare: StackUnderTest, first: FirstUp) -> StackUnderTest:
    """The stack after its first `up`."""
    assert first.finished.code == 0, first.finished.out + first.finished.err
    bare.restore()
    return bare


@pytest.fixture
def secrets(deployed: StackUnderTest, operator: Operator) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    with operator.at_work():
        deployed.restore()
    return deployed


def set_secrets(stack: StackUnderTest, canaries: list[Canary]) -> None:
    """Set all secrets at once, like `pulumi config set --path --secret`."""
    stack.config("set-all", "--path", *(f"--secret={path_of(each)}={each.value}" for each in canaries))


def path_of(canary: Canary) -> str:
    """The place of a secret in the settings file."""
    namespace, name, key = steps(canary)
    return f'slipway:secrets.{namespace}.{name}["{key}"]'


def _until(seen: object) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if callable(seen) and seen():
            return
        time.sleep(0.3)
    raise TimeoutError("nothing of it was seen within a minute")
