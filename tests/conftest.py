"""Settings of every test of this project."""

import hypothesis

# No deadline: how long an example takes depends on the machine. What else a run of CI asks for stays as it is.
hypothesis.settings.register_profile("slipway", hypothesis.settings(), deadline=None, print_blob=True)
hypothesis.settings.load_profile("slipway")
