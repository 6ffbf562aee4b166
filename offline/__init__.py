"""The true program without an engine, a cluster, a network or a passphrase: for unit tests and for rendering."""
