"""Says what is wrong with a stack's configuration, without an engine and before one has to be built."""

import argparse
import sys

import pulumi

from offline.engine_yaml import Unreadable
from offline.program import record_stack


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when the stack can be composed, 1 with every problem when not, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m offline.check", description=__doc__)
    parser.add_argument("stack", help="the stack whose Pulumi.<stack>.yaml is checked, for example prod")
    options = parser.parse_args(arguments)
    try:
        record_stack(options.stack)
    except (pulumi.RunError, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
