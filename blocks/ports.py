"""The name of an app's port: containers, probes, Services and Ingresses refer to it, never to its number."""

PORT_NAME = "http"
