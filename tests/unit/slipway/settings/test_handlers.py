from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.handlers import HandlerSettings
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/v1/sys/health?standbyok=true&sealedcode=204&uninitcode=204", "/a?", "/a?b=/c?d"]
)
def test_a_path_may_have_a_query(path: str) -> None:
    assert HandlerSettings(path=path).path == path


@pytest.mark.parametrize("path", ["healthz", "/a b", "/a#b", "/a?b#c", "http://web/", ""])
def test_what_is_no_path_of_a_request_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="expected a URL path that starts with /, with or without a query"):
        HandlerSettings(path=path)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"httpHeaders": {"Host": "a.b"}}, ": httpHeaders need path; set path, or leave httpHeaders out"),
        (
            {"path": "/", "httpHeaders": {"Host:": "a.b"}},
            'httpHeaders.Host:: expected the name of an HTTP header, for example Host; got "Host:"',
        ),
        (
            {"path": "/", "httpHeaders": {"X-A": "a\nX-B: b"}},
            (
                "httpHeaders.X-A: expected the value of an HTTP header, on one line, for example shop.example.com; "
                'got "a\\nX-B: b"'
            ),
        ),
        ({"path": "/", "exec": ["true"]}, ": expected only one of path and exec; got path and exec"),
        ({"scheme": "HTTPS"}, ": scheme: HTTPS needs path; set path, or leave scheme out"),
        ({"exec": ["true"], "port": 80}, ": exec runs a command and uses no port; leave port out"),
    ],
)
def test_a_handler_that_could_not_work_is_told_why(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        HandlerSettings.model_validate(said)

    assert lines_of(refused.value, HandlerSettings) == [line]
