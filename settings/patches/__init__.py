"""What no setting says."""
