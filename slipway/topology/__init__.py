"""Who talks to whom, and what the network lets through for it."""
