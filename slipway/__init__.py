"""slipway: a Kubernetes platform in one Pulumi program. The components are in `slipway.components`."""
