"""What apps and people may do."""
