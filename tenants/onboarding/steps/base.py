"""What a step is given, and how it says that it could not be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.kernel.errors import DomainError
from tenants.onboarding.models import OnboardingRequest


class StepFailed(DomainError):
    """A step found something that an operator must put right before it is run again."""

    code = "onboarding_step_failed"
    status = 409


@dataclass(frozen=True)
class Subject:
    """The city that is made live, what was asked for it, and the instant of the run."""

    tenant: Any
    request: OnboardingRequest
    now: datetime


@dataclass(frozen=True)
class Step:
    """A name that stays, a label for people, and the function that does it and returns what it did."""

    name: str
    label: str
    run: Callable[[Subject], str]
