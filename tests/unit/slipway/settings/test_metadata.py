import pytest
from pydantic import ValidationError

from slipway.settings.metadata import RESERVED
from slipway.settings.pod import PodSettings


@pytest.mark.parametrize("name", ["tier", "app.kubernetes.io/part-of", "prometheus.io/scrape", "job-name-of-mine"])
def test_a_name_of_ones_own_is_accepted(name: str) -> None:
    settings = PodSettings(image="a:1", pod_labels={name: "web"}, pod_annotations={name: "web"})

    assert (settings.pod_labels, settings.pod_annotations) == ({name: "web"}, {name: "web"})


@pytest.mark.parametrize("setting", ["podLabels", "podAnnotations"])
@pytest.mark.parametrize("name", RESERVED)
def test_a_name_of_others_is_refused_with_the_way_out(setting: str, name: str) -> None:
    said = f"{name}x" if name[-1] in "/." else name
    with pytest.raises(ValidationError) as refused:
        PodSettings.model_validate({"image": "a:1", setting: {said: "web"}})

    [error] = refused.value.errors()
    assert (error["loc"], error["msg"]) == ((setting,), f"{said}: expected {RESERVED[name]}")


def test_the_value_of_an_annotation_is_text() -> None:
    with pytest.raises(ValidationError, match='expected a string without a zero byte, for example "on"'):
        PodSettings.model_validate({"image": "a:1", "podAnnotations": {"safe-to-evict": True}})
