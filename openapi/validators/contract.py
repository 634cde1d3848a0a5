"""What every operation promises, checked in the document: python contract.py. openapi/validators/redocly.yaml has the rest."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator

DOCUMENT = Path(__file__).parent / "../rowhouse.json"
METHODS = {"get", "put", "post", "delete", "patch"}
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def promises(path: str, method: str, operation: dict[str, Any], schemes: set[str]) -> Iterator[str]:
    """What is missing."""
    responses = operation["responses"]
    parameters = operation.get("parameters", [])
    named = {parameter["name"] for parameter in parameters}
    if not operation.get("summary") or not operation.get("description"):
        yield "has no summary or no description"
    needed: dict[str, str] = {}
    if operation.get("security"):
        needed |= {"401": "needs a token", "503": "asks the database"}
        access = operation.get("x-access", {})
        if not access.get("relation"):
            yield "does not say in x-access on whose rows it works"
        # what reads hides: 404 or an empty page; what writes refuses
        if method != "get" and access.get("permission") and "any with" not in access["relation"]:
            needed["403"] = "takes a permission"
        unknown = {name for requirement in operation["security"] for name in requirement} - schemes
        if unknown:
            yield f"needs {', '.join(unknown)}, which no security scheme explains"
    elif method != "get" and "401" not in responses and "429" not in responses and "404" not in responses:
        yield "changes something, needs no token and documents no refusal"
    if "requestBody" in operation:
        needed |= {"400": "takes a body", "413": "takes a body", "415": "takes a body"}
    if any(parameter["in"] == "path" for parameter in parameters):
        needed["404"] = "names something in its path"
    if any(parameter["in"] == "query" for parameter in parameters):
        needed["400"] = "takes a query"
    if "If-Match" in named:
        needed |= {"412": "takes If-Match", "428": "takes If-Match"}
    if "If-None-Match" in named:
        needed["304"] = "takes If-None-Match"
    for status, reason in needed.items():
        if status not in responses:
            yield f"{reason} and does not document {status}"
    for status, response in responses.items():
        if status >= "4" and not response.get("x-problems"):
            yield f"does not say which problems {status} can be"
        content = response.get("content", {})
        if status >= "4" and (list(content) != ["application/problem+json"] or content["application/problem+json"]["schema"] != PROBLEM):
            yield f"documents {status} as something else than a problem"
        if not status.isdigit():
            yield f"documents {status}, which is no status"
        if status not in {"204", "304"} and not content:
            yield f"documents {status} without its content"


def with_example(document: dict[str, Any], media: dict[str, Any]) -> bool:
    """An example of its own, or in the schema it names."""
    schema = media.get("schema", {})
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return bool({"example", "examples"} & media.keys()) or "example" in document["components"]["schemas"].get(name, schema)


def main() -> None:
    document = json.loads(DOCUMENT.read_text("utf-8"))
    complaints = [f"the document: {error.message}" for error in OpenAPIV30SpecValidator(document).iter_errors()]
    schemes = set(document["components"]["securitySchemes"])
    count = 0
    for path, method, operation in operations(document):
        count += 1
        where = operation.get("operationId", f"{method} {path}")
        if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", where):
            complaints.append(f"{where}: an operationId is verb_resource in snake_case")
        complaints += [f"{where} {text}" for text in promises(path, method, operation, schemes)]
        bodies = [(f"the request of {where}", operation["requestBody"])] if "requestBody" in operation else []
        bodies += [(f"{status} of {where}", response) for status, response in operation["responses"].items() if status < "3"]
        for what, body in bodies:
            for kind, media in body.get("content", {}).items():
                if "json" in kind and not with_example(document, media):
                    complaints.append(f"{what} has no example")
    for name, schema in document["components"]["schemas"].items():
        if "example" in schema:
            resolved = {**schema, "components": document["components"]}
            for error in OAS30Validator(resolved).iter_errors(schema["example"]):
                complaints.append(f"the example of {name} at {error.json_path}: {error.message}")
    if complaints:
        raise SystemExit("\n".join(complaints))
    print(f"openapi/rowhouse.json is valid (openapi-spec-validator), and {count} operations promise what they should")


if __name__ == "__main__":
    main()
