"""Files made from the database, which a reader asks for again and again: unchanged ones are not sent twice."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

SECONDS = 300


def answer(request: HttpRequest, body: str | bytes, content_type: str) -> HttpResponse:
    """Answer a body under the digest of itself; with 304 where the reader has it already."""
    data = body.encode() if isinstance(body, str) else body
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response
