"""Hooks that compare old and new inputs, and can refuse the update before anything is touched.

A program can read the outputs of its last run (`components/stack_state.py`), but not its inputs. The engine hands both
to a hook. So a value that must not change is an input of a resource with a hook: a claim, or a Stash, which holds any
value and makes nothing in the cluster. https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
"""

from collections.abc import Callable

from pulumi import ResourceHook, ResourceHookArgs, ResourceHookBinding, ResourceHookOptions

from slipway.pulumi_internals import there_is_an_engine


class Refused(Exception):  # noqa: N818  # the engine prints the message alone
    """A change that cannot be made, in words: what is there, what was asked for, and the way out."""


def before_update(name: str, check: Callable[[ResourceHookArgs], None]) -> ResourceHookBinding | None:
    """Calls `check`, which raises Refused, with the old inputs and the new ones; in previews too. Under mocks there is
    no engine that could call back. No two hooks of a program have one name.
    """
    if not there_is_an_engine():
        return None
    return ResourceHookBinding(before_update=[ResourceHook(name, check, ResourceHookOptions(on_dry_run=True))])
