"""Check the configuration and the policies of a stack, without an engine."""

import argparse
import json
import sys
import textwrap

import pulumi

from offline import program
from offline.policy_check import evaluate_recording
from offline.program import record_stack
from offline.stack_argument import stack_argument
from offline.stack_file import StackFile
from offline.wanted import wanted
from policies.evaluation import Evaluation
from slipway.settings.engine_yaml import Unreadable


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if the stack can be deployed, 1 with all problems if not, 2 for wrong arguments.

    The engine prints advisory violations in one line for each rule, in every preview and update. `--advice` prints
    them one by one.
    """
    parser = argparse.ArgumentParser(prog="python -m offline.check", description=__doc__)
    parser.add_argument(
        "stack", type=stack_argument, help="the stack whose Pulumi.<stack>.yaml is checked, for example prod"
    )
    parser.add_argument("--objects", action="store_true", help="print the objects that the stack asks for, as JSON")
    parser.add_argument("--advice", action="store_true", help="print the violations that stop nothing, too")
    options = parser.parse_args(arguments)
    try:
        file = program.ROOT / f"Pulumi.{options.stack}.yaml"
        recording, stack_file = record_stack(options.stack, file), StackFile.read(file)
    except (pulumi.RunError, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    if options.objects:
        print(json.dumps(wanted(recording, stack_file)))
    evaluation = evaluate_recording(recording, stack_file)
    if evaluation.mandatory:
        print(refusal(options.stack, evaluation), file=sys.stderr)
        return 1
    if options.advice:
        print("\n".join(map(str, evaluation.advisory)) or f"no advice for {options.stack}")
    return 0


def refusal(stack: str, evaluation: Evaluation) -> str:
    """The message with all mandatory violations."""
    count = len(evaluation.mandatory)
    lines = "\n".join(str(each) for each in evaluation.mandatory)
    head = (
        f"Pulumi.{stack}.yaml violates policies in {count} {'place' if count == 1 else 'places'}; nothing was changed"
    )
    return f"{head}\n{textwrap.indent(lines, '  ')}"


if __name__ == "__main__":
    sys.exit(main())
