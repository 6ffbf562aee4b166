"""The command line of the tools: `python -m tools VERB`. Exit codes: 0 done, 1 failed, 2 usage, 130 interrupted."""

import argparse
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from slipway.settings.chart import VARIABLE
from tools.alert_tools import alert_tools
from tools.down import down
from tools.env_exports import exports
from tools.failure import Failure
from tools.linter import linter
from tools.steps import Steps
from tools.target import Target
from tools.up import preview, up

VERBS = {
    "setup": "get every program that the engine, the embedded cluster and the tests need",
    "up": "set up everything that is missing and deploy the stack",
    "preview": "set up everything that is missing and show what `up` would change",
    "down": "destroy the stack; stop and delete the embedded cluster",
    "env": "print the exports for using pulumi and kubectl by hand",
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one verb and returns the exit code. A `Failure` is printed without a traceback."""
    options = _parser().parse_args(arguments)
    chart = options.chart or os.environ.get(VARIABLE)
    target = Target(options.stack, options.cluster, options.backend, chart, options.crds)
    try:
        if options.verb == "env":
            target.engine(target.cluster()).stack_file(target.stack)
            print(exports(target))
        else:
            _run(options.verb, target, Steps())
    except Failure as failure:
        print(f"slipway: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of the output has closed it (`| head`). Without this, Python would fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("slipway: interrupted; run the same command again to continue", file=sys.stderr)
        return 130
    return 0


def _run(verb: str, target: Target, steps: Steps) -> None:
    match verb:
        case "setup":
            _setup(target, steps)
        case "up":
            up(target, steps)
        case "preview":
            preview(target, steps)
        case _:
            down(target, steps)


def _setup(target: Target, steps: Steps) -> None:
    cluster = target.cluster()
    with steps.step("engine") as step:
        target.engine(cluster).ensure(step)
    with steps.step("cluster programs") as step:
        cluster.prepare(step)
    with steps.step("linter") as step:
        linter(target.layout, step)
    with steps.step("alert tools") as step:
        alert_tools(target.layout, step)


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, summary in VERBS.items():
        options = verbs.add_parser(verb, help=summary, description=summary)
        options.add_argument("--stack", default="dev", help="the <stack> of Pulumi.<stack>.yaml (default: dev)")
        options.add_argument(
            "--cluster",
            choices=("embedded", "current"),
            default="embedded",
            help="embedded: a local cluster of this project; current: the context of your kubeconfig",
        )
        options.add_argument(
            "--backend",
            choices=("local", "current"),
            default="local",
            help="local: state in .slipway; current: the backend that you are logged in to",
        )
        options.add_argument(
            "--chart", default=None, help="path of a downloaded monitoring chart (default: from its repository)"
        )
        options.add_argument(
            "--crds", default=None, help="file or folder with definitions of custom resources, for the embedded cluster"
        )
    return parser


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(main())
