"""What `make` runs around Pulumi: the engine's programs, the embedded cluster, the commands `up`, `preview` and `down`.

Nothing of the platform is decided here: `pulumi up` by hand does the same (`python -m tools env` prints what it needs).
"""
