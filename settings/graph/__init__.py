"""Who talks to whom, and what is open for it."""
