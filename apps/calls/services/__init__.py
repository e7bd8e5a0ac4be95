"""Use cases of calls: drafts, acts, publication, rectification, money of the pool."""

from apps.calls.services.lifecycle import (
    SlugTaken,
    WrongAct,
    WrongState,
    close_call,
    create_call,
    fund_call,
    publish_call,
    rectify_rules,
    register_act,
    save_rules,
)
from apps.calls.services.titles import rename_call

__all__ = [
    "SlugTaken",
    "WrongAct",
    "WrongState",
    "close_call",
    "create_call",
    "fund_call",
    "publish_call",
    "rectify_rules",
    "register_act",
    "rename_call",
    "save_rules",
]
