"""What must hold for every object that a stack deploys, as rules: functions that need no engine."""
