"""How an app is reached, by whom, and whom it reaches."""
