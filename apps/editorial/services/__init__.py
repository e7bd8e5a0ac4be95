"""Writes of campaigns' content: parts of a draft, its publication, documents, corrections, news."""

from apps.editorial.services.documents import DocumentRefused, add_document
from apps.editorial.services.drafts import PartRefused, StalePart, save_part
from apps.editorial.services.news import NewsText, UpdateRefused, correct_update, publish_update, withdraw_update
from apps.editorial.services.publication import (
    BudgetDoesNotAddUp,
    NotComplete,
    NothingToPublish,
    ReasonNeeded,
    changes_to_correct,
    publish,
    record_corrections,
)

__all__ = [
    "BudgetDoesNotAddUp",
    "DocumentRefused",
    "NewsText",
    "NotComplete",
    "NothingToPublish",
    "PartRefused",
    "ReasonNeeded",
    "StalePart",
    "UpdateRefused",
    "add_document",
    "changes_to_correct",
    "correct_update",
    "publish",
    "publish_update",
    "record_corrections",
    "save_part",
    "withdraw_update",
]
