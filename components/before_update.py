"""What stands against a change: asked before anything is touched, of the engine, which alone knows what there was.

A program can read what came of its last run (`components/state.py`), but not what it said then. That is compared with
what it says now in a hook, so that whatever must not change is given to a resource that has one: a claim, or a Stash,
which holds any value and makes nothing in the cluster. https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
"""

from collections.abc import Callable

from pulumi import ResourceHook, ResourceHookArgs, ResourceHookBinding, ResourceHookOptions

from .engine import there_is_an_engine


class Refused(Exception):  # noqa: N818  # the engine prints the message alone
    """A change that cannot be made, in words: what is there, what was asked for, and the way out."""


def before_update(name: str, check: Callable[[ResourceHookArgs], None]) -> ResourceHookBinding | None:
    """Calls `check`, which raises Refused, with the old inputs and the new ones; in previews too. Under mocks there is
    no engine that could call back. No two hooks of a program have one name.
    """
    if not there_is_an_engine():
        return None
    return ResourceHookBinding(before_update=[ResourceHook(name, check, ResourceHookOptions(on_dry_run=True))])
