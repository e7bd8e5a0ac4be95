"""The files of pictures."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from apps.pictures import selectors
from apps.pictures.rules import FORMATS


@require_safe
def picture(request: HttpRequest, key: UUID, width: int, extension: str) -> FileResponse:
    """Serve one size of a picture of this city, for good: another picture has another key. No query."""
    path = selectors.file_of(key, width, extension)
    if extension not in FORMATS or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=FORMATS[extension])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
