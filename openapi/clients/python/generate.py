"""Generates build/rowhouse_client from the committed document: python generate.py."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BUILD = HERE / "build"


def readable(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the one thing changed that this generator cannot express: a text upload as a string, not as a file."""
    for path in document["paths"].values():
        for operation in path.values():
            body = operation.get("requestBody", {}) if isinstance(operation, dict) else {}
            for media_type, media in body.get("content", {}).items():
                if media_type.startswith("text/"):
                    media["schema"] = {"type": "string", "format": "binary"}
    return document


def main() -> None:
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    document = BUILD / "rowhouse.json"
    document.write_text(json.dumps(readable(json.loads((HERE / "../../rowhouse.json").read_text("utf-8")))), "utf-8")
    target = BUILD / "rowhouse_client"
    generator = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(document), "--config", str(HERE / "config.yaml")]
    # a warning means that an operation or a model was left out
    subprocess.run([*generator, "--meta", "none", "--output-path", str(target), "--fail-on-warning"], check=True)


if __name__ == "__main__":
    main()
