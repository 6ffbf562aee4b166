"""The app graph and the traffic that network policies allow."""
