"""Runs of the real program without an engine, a cluster, a network or a passphrase: for tests and for rendering."""
