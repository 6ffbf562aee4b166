"""The policies for every object that a stack deploys: rules that run with and without the engine."""
