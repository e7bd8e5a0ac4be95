"""The answer of a list's page: the page, or the file that its address asks for."""

from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from apps.backoffice.lists.export import EXPORTS
from apps.backoffice.lists.reading import FORMAT, Find, every_row, read, rows_of
from apps.backoffice.lists.tables import Table
from apps.kernel import clock


def answer(
    request: HttpRequest,
    table: Table,
    find: Find,
    context: Mapping[str, Any],
    template: str = "backoffice/list.html",
) -> HttpResponseBase:
    """Show a page of a list, or download all of it; the template has the list as `listed`.

    `backoffice/list.html` shows `heading`, `intro`, `crumbs` and `actions` (list of {label, path}) of the context.
    """
    wanted = EXPORTS.get(request.GET.get(FORMAT, ""))
    if wanted is None:
        return render(request, template, {**context, "listed": read(request.GET, table, find)})
    write, content_type = wanted
    file = write(table, every_row(rows_of(request.GET, table, find), table))
    day = timezone.localdate(clock.now())
    name = f"{table.file}-{day:%Y-%m-%d}.{request.GET[FORMAT]}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
