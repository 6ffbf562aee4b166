"""Writes docs/settings.md, docs/stack.schema.json, the table of docs/policies.md, and the signatures of docs/api.md."""

import argparse
import sys

from tools import api_reference, policy_reference, settings_reference, stack_schema
from tools.layout import PROJECT


def main(arguments: list[str] | None = None) -> int:
    """Writes the pages, prints their paths and returns 0."""
    argparse.ArgumentParser(prog="python -m tools.reference", description=__doc__).parse_args(arguments)
    settings_reference.FILE.write_text(settings_reference.page())
    policy_reference.write()
    api_reference.write()
    stack_schema.write()
    pages = (settings_reference.FILE, policy_reference.FILE, api_reference.FILE, stack_schema.FILE)
    print(f"wrote {', '.join(str(page.relative_to(PROJECT)) for page in pages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
