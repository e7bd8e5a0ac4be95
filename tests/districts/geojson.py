"""Small files of boundaries for tests."""

import json
from typing import Any

SQUARE = [[9.0, 45.0], [9.1, 45.0], [9.1, 45.1], [9.0, 45.1], [9.0, 45.0]]
NEXT = [[9.1, 45.0], [9.2, 45.0], [9.2, 45.1], [9.1, 45.1], [9.1, 45.0]]
BOW_TIE = [[9.1, 45.0], [9.2, 45.1], [9.2, 45.0], [9.1, 45.1], [9.1, 45.0]]


def feature(name: Any, ring: Any = None, **geometry: Any) -> dict[str, Any]:
    given = {"type": "Polygon", "coordinates": [ring or SQUARE], **geometry}
    return {"type": "Feature", "properties": {"nome": name}, "geometry": given}


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
