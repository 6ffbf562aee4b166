"""Hooks that compare old and new inputs and can refuse the update.

A program can read the outputs of its last run (`components/stack_state.py`), but not its inputs. A hook gets both from
the engine. So a value that must not change is an input of a resource with a hook: a claim, or a Stash, which stores any
value and creates nothing in the cluster. https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
"""

from collections.abc import Callable

from pulumi import ResourceHook, ResourceHookArgs, ResourceHookBinding, ResourceHookOptions

from slipway.pulumi_internals import there_is_an_engine


class Refused(Exception):  # noqa: N818  # the engine prints the message alone
    """A change that is not allowed. The message has the old value, the new value and a solution."""


def before_update(name: str, check: Callable[[ResourceHookArgs], None]) -> ResourceHookBinding | None:
    """A hook that calls `check` with the old and the new inputs, in previews too. `check` raises Refused. Each hook of
    a program needs a different name. None under mocks, where no engine calls hooks.
    """
    if not there_is_an_engine():
        return None
    return ResourceHookBinding(before_update=[ResourceHook(name, check, ResourceHookOptions(on_dry_run=True))])
