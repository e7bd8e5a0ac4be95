"""Writes of the community: following, speaking, reporting, moderating, answering, telling, forgetting."""

from apps.community.services.answering import NotAnswerable, answer_question
from apps.community.services.digests import send_digest
from apps.community.services.following import follow, unfollow
from apps.community.services.forgetting import forget_person
from apps.community.services.moderation import approve_text, confirm_hiding, hide_text, restore_text, save_policy
from apps.community.services.naming import hide_name, leave_name, restore_name
from apps.community.services.reporting import report_name, report_text
from apps.community.services.speaking import (
    AddressNotVerified,
    NotYours,
    TextRefused,
    ask_question,
    contest_hiding,
    edit_text,
    withdraw_text,
    write_comment,
)
from apps.community.services.telling import look_at_campaign, tell_followers, tell_update

__all__ = [
    "AddressNotVerified",
    "NotAnswerable",
    "NotYours",
    "TextRefused",
    "answer_question",
    "approve_text",
    "ask_question",
    "confirm_hiding",
    "contest_hiding",
    "edit_text",
    "follow",
    "forget_person",
    "hide_name",
    "hide_text",
    "leave_name",
    "look_at_campaign",
    "report_name",
    "report_text",
    "restore_name",
    "restore_text",
    "save_policy",
    "send_digest",
    "tell_followers",
    "tell_update",
    "unfollow",
    "withdraw_text",
    "write_comment",
]
