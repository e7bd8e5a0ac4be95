"""One way to write a document as text, so that its SHA-256 is the same everywhere."""

import hashlib
import json


def canonical_json(document: object) -> str:
    """Return JSON with sorted keys and no spaces; raises TypeError on a float.

    >>> canonical_json({"b": 1, "a": [True, None, "è"]})
    '{"a":[true,null,"è"],"b":1}'
    """
    _refuse_floats(document)
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha256_of(document: object) -> str:
    """Return the SHA-256 of the canonical JSON, in lower-case hexadecimal."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("money and shares are integers")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
