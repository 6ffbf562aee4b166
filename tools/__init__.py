"""The commands behind `make`: they build the engine, run the embedded cluster, and call `up`, `preview` and `down`.

The tools decide nothing about the platform: `pulumi up` by hand does the same (`python -m tools env` prints the
environment that it needs).
"""
