"""Custom resources whose definition the cluster lacks. Without this check, an update makes everything else, and fails
after minutes at the first of them.
"""

import json
from collections.abc import Iterator

import pulumi

from components.stack_state import held
from slipway.checks.problems import Problem
from stack.custom_kinds import custom_kinds
from stack.kubectl import ask, there_is_kubectl
from stack.resolve import ResolvedStack

_NOT_FOUND = "(NotFound)"


def missing_definitions(stack: ResolvedStack) -> Iterator[Problem]:
    """One problem for each kind that the cluster does not know, at the first setting that asks for it.

    Asks the cluster with kubectl, and only for kinds of which the state holds no object.
    """
    wanted = {kind: paths for kind, paths in custom_kinds(stack).items() if not held(f"kubernetes:{kind[0]}:{kind[1]}")}
    if wanted and not there_is_kubectl():
        kinds = ", ".join(f"{kind} of {version}" for version, kind in sorted(wanted))
        pulumi.log.warn(f"kubectl is not on PATH, so slipway cannot see whether the cluster has definitions of {kinds}")
        return
    known = {
        version: _kinds(version, stack.settings.cluster.context) for version in sorted({each for each, _ in wanted})
    }
    for (version, kind), (path, *others) in wanted.items():
        if kind not in known[version]:
            more = f"; needed by {len(others)} other settings too" if others else ""
            yield Problem(
                path,
                f"the cluster has no definition of {kind} of {version}; expected one: install its operator first{more}",
            )


def _kinds(version: str, context: str | None) -> set[str]:
    """The kinds of a version of the API that the cluster knows.

    https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
    """
    done = ask(["get", "--raw", f"/apis/{version}"], context)
    if done.returncode != 0:
        if _NOT_FOUND in done.stderr:
            return set()
        raise pulumi.RunError(f"the API of the cluster cannot be read; kubectl said: {done.stderr.strip()}")
    return {str(each["kind"]) for each in json.loads(done.stdout).get("resources", [])}
