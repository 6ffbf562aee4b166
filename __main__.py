"""The whole program: read the stack's configuration, refuse what is unsafe, deploy it, and tell how to reach it."""

import pulumi

from stack import compose, guard, load

configuration = load()
guard(configuration)
for name, value in compose(configuration).items():
    pulumi.export(name, value)
