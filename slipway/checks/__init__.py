"""What must hold between the settings of a stack, and the messages of a mistake."""
