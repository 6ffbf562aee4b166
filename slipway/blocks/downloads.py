"""The init container that downloads files, and the volumes for these files."""

from pulumi_kubernetes.core.v1 import ContainerArgs, EmptyDirVolumeSourceArgs, VolumeArgs

from slipway.blocks.container import resources
from slipway.blocks.naming import volume_name
from slipway.blocks.security import container_security
from slipway.blocks.volumes import mounts
from slipway.settings.files import DOWNLOAD_RESOURCES
from slipway.settings.node_disk import node_disk
from slipway.settings.pod import DOWNLOADS, PodContainersSettings
from slipway.settings.quantity import parse_quantity

SCRIPT = """\
while [ $# -gt 0 ]; do
  url=$1 path=$2 sum=$3 size=$4
  shift 4
  if [ -f "$path" ] && echo "$sum  $path" | sha256sum -c; then continue; fi
  rm -f "$path" "$path.part"
  curl --fail --silent --show-error --location --globoff --proto =http,https --retry 3 --connect-timeout 10 \
--speed-limit 1 --speed-time 60 --max-filesize "$size" --output "$path.part" --url "$url"
  echo "$sum  $path.part" | sha256sum -c
  mv "$path.part" "$path"
done
"""
"""The script is constant; the settings are its arguments, four for each file. A restarted container keeps complete
files. The script contains no `$(...)`, which Kubernetes would replace:
https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/"""


def download_container(settings: PodContainersSettings) -> ContainerArgs:
    """The container. It can write to the folders of the downloads only."""
    return ContainerArgs(
        name=DOWNLOADS,
        image=settings.download_image,
        image_pull_policy="IfNotPresent",  # independent of the app's imagePullPolicy
        command=["sh", "-euc", SCRIPT, DOWNLOADS],
        args=[word.replace("$", "$$") for word in _arguments(settings)],
        resources=resources(DOWNLOAD_RESOURCES, node_disk(DOWNLOAD_RESOURCES)),
        security_context=container_security(),
        volume_mounts=mounts(writable=settings.download_folders(), read_only=()),
    )


def download_volumes(settings: PodContainersSettings) -> list[VolumeArgs]:
    """One emptyDir for each folder."""
    return [
        VolumeArgs(
            name=volume_name(folder), empty_dir=EmptyDirVolumeSourceArgs(size_limit=settings.download_limit(folder))
        )
        for folder in settings.download_folders()
    ]


def _arguments(settings: PodContainersSettings) -> list[str]:
    return [
        word
        for path, download in sorted(settings.downloads.items())
        for word in (download.url, path, download.sha256, str(int(parse_quantity(download.size))))
    ]
