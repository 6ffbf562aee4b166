{{/* Names, labels and the parts that every container shares. Lists as arguments: the root context comes first. */}}

{{/* The stack's own name, at most 26 characters so that what is derived from it stays under 63. */}}
{{- define "stack.name" -}}
{{- $release := .Release.Name -}}
{{- $default := ternary $release (printf "%s-%s" $release .Chart.Name) (contains .Chart.Name $release) -}}
{{- .Values.fullnameOverride | default $default | trunc 26 | trimSuffix "-" -}}
{{- end -}}

{{/* The name of a component that the public chart takes from a sub-chart: (list $ "grafana"). */}}
{{- define "component.name" -}}
{{- $root := index . 0 -}}{{- $component := index . 1 -}}
{{- (index $root.Values $component).fullnameOverride | default (printf "%s-%s" $root.Release.Name $component) -}}
{{- end -}}

{{/* Labels of the stack's own objects, without `app`. */}}
{{- define "stack.labels" -}}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.Version }}
app.kubernetes.io/part-of: {{ .Chart.Name }}
chart: {{ .Chart.Name }}-{{ .Chart.Version }}
release: {{ .Release.Name }}
heritage: {{ .Release.Service }}
{{- end -}}

{{/* What a component's pods are selected by, immutable and so without a version: (list $ "grafana"). */}}
{{- define "component.selector" -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
{{- end -}}

{{/* All labels of a component: (list $ "grafana" "13.2.0"). */}}
{{- define "component.labels" -}}
{{- $root := index . 0 -}}
helm.sh/chart: {{ $root.Chart.Name }}-{{ $root.Chart.Version }}
{{ include "component.selector" . }}
app.kubernetes.io/version: {{ index . 2 }}
{{- end -}}

{{/* The labels that only the two exporters carry: (list $ "kube-state-metrics" "2.20.0"). */}}
{{- define "exporter.labels" -}}
{{ include "component.labels" . }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
app.kubernetes.io/component: metrics
app.kubernetes.io/part-of: {{ index . 1 }}
release: {{ (index . 0).Release.Name }}
{{- end -}}

{{/* Every container: an image that sleeps, no privileges, and the resources set, or next to nothing. */}}
{{- define "container.body" -}}
{{- $least := dict "requests" (dict "cpu" "1m" "memory" "8Mi") "limits" (dict "memory" "16Mi") -}}
image: rancher/mirrored-pause:3.6
imagePullPolicy: IfNotPresent
resources:
  {{- . | default $least | toYaml | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* The pod's user and group, as the public chart numbers them: 65534, or 472 for Grafana. */}}
{{- define "pod.security" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* What the images of every pod are pulled with, those of the operator's pods too. */}}
{{- define "pod.pullSecrets" -}}
imagePullSecrets:
  {{- .Values.global.imagePullSecrets | toYaml | nindent 2 }}
{{- end -}}

{{/* The user of Prometheus and Alertmanager, whose pods the operator would make. */}}
{{- define "server.security" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 2000
fsGroup: 2000
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Selects all, or what carries this release's label: (list $ true). */}}
{{- define "release.selector" -}}
{{- if index . 1 -}}
matchLabels:
  release: {{ (index . 0).Release.Name }}
{{- else -}}
{}
{{- end -}}
{{- end -}}
