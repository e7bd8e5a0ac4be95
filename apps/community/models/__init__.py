"""Who follows what, comments, questions with their answers, reports, acts of the office, and what was told."""

from apps.community.models.following import DigestMark, Follow, Told
from apps.community.models.moderation import ModerationAct, Policy, Report
from apps.community.models.texts import Comment, Question

__all__ = [
    "Comment",
    "DigestMark",
    "Follow",
    "ModerationAct",
    "Policy",
    "Question",
    "Report",
    "Told",
]
