"""Apps with patches."""

from typing import Any

from slipway.settings.app import AppSettings
from slipway.settings.kinds import KINDS
from tests.changed_settings import NEEDED

REASON = "no setting says it"


def app_with(*patches: tuple[str, Any], kind: str = "stateless", **settings: Any) -> AppSettings:
    """An app with the settings that its kind needs, and these patches: objects with contents."""
    given = [{"object": target, "reason": REASON, "patch": content} for target, content in patches]
    return KINDS[kind].model_validate({"image": "nginx:1.29", **NEEDED[kind], "patches": given, **settings})
