"""Texts that a process is given."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from settings.words.vocabulary import expecting, number_as_text

Text = Annotated[
    str, Field(pattern=r"^[^\x00]*$"), expecting("text without a zero byte, which no process can be given", "-v")
]

EnvValue = Annotated[
    str,
    Field(pattern=r"^[^\x00]*$"),
    BeforeValidator(number_as_text),
    expecting("text without a zero byte (quote words such as yes and true)", '"on"'),
]
