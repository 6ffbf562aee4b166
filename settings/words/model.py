"""The base of every settings model: strict, immutable, and spelt one way in YAML."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Model(BaseModel):
    """A settings object.

    Stack files spell keys as Kubernetes does (`imagePullPolicy`), Python spells them as Python does
    (`image_pull_policy`). Unknown keys are errors, and objects never change after validation.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
    )
