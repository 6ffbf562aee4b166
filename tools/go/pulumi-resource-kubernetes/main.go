// The Kubernetes provider as a program of ten lines: upstream's own main embeds generated files that its Go module leaves out.
//
// The schema only answers `GetSchema`, which code generators ask and a Python program never does, so the smallest valid one is enough.
package main

import (
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

func main() {
	provider.Serve("kubernetes", version.Version, []byte(`{"name":"kubernetes"}`), []byte(`{}`))
}
