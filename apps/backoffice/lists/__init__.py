"""One helper for every list of the office: columns, filters, search, sort by header, pages, CSV and XLSX.

A page declares a `Table` and answers with it; the rows come from the app's own selector, as a queryset or a list:

    class Filters(lists.Filters):
        stato = forms.ChoiceField(label="Stato", required=False, choices=[("", "Tutti"), *STATES])

    TABLE = lists.Table(
        file="casi",
        title="Casi",
        columns=(
            lists.link("caso", "Caso", lambda row: lists.Link(str(row), f"/gestione/casi/{row.pk}/"), sort=("pk",)),
            lists.money("importo", "Importo", lambda row: row.amount_cents, sort=("amount_cents",)),
            lists.moment("aperto", "Aperto", lambda row: row.opened_at, sort=("opened_at",)),
        ),
        filters=Filters,
        search=("subject", "summary"),
        order="-aperto",
    )

    @require_safe
    @for_case_office
    def listing(request):
        found = lambda asked: selectors.find_cases(state=asked["stato"])
        return lists.answer(request, TABLE, found, page(heading="Casi"))

The same address with `?formato=csv` or `?formato=xlsx` downloads the whole filtered list. A page with more
than the list has its own template, which includes `backoffice/parts/list.html`. Rows in a Python list, not a queryset,
sort with `sort=True`: by the cell. Holds no table and knows no model.
"""

from apps.backoffice.lists.columns import (
    Cell,
    Column,
    Kind,
    Link,
    Sort,
    State,
    day,
    link,
    long_text,
    moment,
    money,
    number,
    state,
    text,
)
from apps.backoffice.lists.export import EXPORTS
from apps.backoffice.lists.filters import Filters
from apps.backoffice.lists.reading import Listed, read
from apps.backoffice.lists.tables import Table
from apps.backoffice.lists.views import answer

__all__ = [
    "EXPORTS",
    "Cell",
    "Column",
    "Filters",
    "Kind",
    "Link",
    "Listed",
    "Sort",
    "State",
    "Table",
    "answer",
    "day",
    "link",
    "long_text",
    "moment",
    "money",
    "number",
    "read",
    "state",
    "text",
]
