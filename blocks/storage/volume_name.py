"""The name of the volume behind a path in the container."""

import hashlib
import re

LIMIT = 40
"""Characters: a claim is called `<volume>-<pod>`, and both parts must fit a label of 63 comfortably."""

_LIKE_A_DIGEST = re.compile(r"(^|-)[0-9a-f]{6}$")


def volume_name(path: str) -> str:
    """`/app/db` is `app-db`. A path that says more than a name can gets a digest, so that two paths never share one."""
    slug = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")
    if len(slug) <= LIMIT and path == "/" + slug.replace("-", "/") and not _LIKE_A_DIGEST.search(slug):
        return slug
    digest = hashlib.sha256(path.encode()).hexdigest()[:6]
    return f"{slug[: LIMIT - 7].rstrip('-')}-{digest}".lstrip("-")
