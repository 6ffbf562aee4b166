"""What must hold between the settings of a whole stack."""
