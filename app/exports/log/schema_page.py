"""The published JSON Schema of the hour log: `python -m app.exports.log.schema_page > docs/hour-log.schema.json`."""

import json
import sys

from pydantic.json_schema import GenerateJsonSchema

from app.exports.log.schema import SCHEMA, HourLog


class _WithoutFieldTitles(GenerateJsonSchema):
    """Keeps pydantic from repeating each field's name as its title."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False


def schema_page() -> str:
    """The schema as it stands in `docs/hour-log.schema.json`."""
    schema = HourLog.model_json_schema(by_alias=True, schema_generator=_WithoutFieldTitles)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:{SCHEMA.replace('/', ':')}"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_page())
