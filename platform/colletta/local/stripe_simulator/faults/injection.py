"""What goes wrong with one request: first what a test demanded of it, then what the plan has for it."""

import dataclasses
import time

from colletta.local.stripe_simulator import errors
from colletta.local.stripe_simulator.faults import plan
from colletta.local.stripe_simulator.faults.demands import AnswerDroppedError, Faults
from colletta.local.stripe_simulator.store import Store


@dataclasses.dataclass(frozen=True)
class Injector:
    """The demands and the plan, on one state."""

    store: Store
    demands: Faults

    def before(self, method: str, path: str) -> plan.Strike | None:
        """Raise 429 or 500 before anything is done; return what is still to go wrong after the commit."""
        if self.demands.take("error_429", method=method, path=path):
            raise errors.rate_limited()
        if self.demands.take("error_500", method=method, path=path):
            raise errors.internal()
        with self.store.transaction() as db:
            strike = plan.strike_request(db, method=method, path=path)
        if strike is not None and "error_429" in strike.kinds:
            raise errors.rate_limited()
        if strike is not None and "error_500" in strike.kinds:
            raise errors.internal()
        return strike

    def delay(self, method: str, path: str) -> None:
        """Let a demanded delay pass before the request is executed."""
        if fault := self.demands.take("delay", method=method, path=path):
            time.sleep(fault.seconds)

    def after(self, strike: plan.Strike | None, method: str, path: str) -> None:
        """After the commit: let the client's patience run out, or raise AnswerDroppedError."""
        if fault := self.demands.take("timeout", method=method, path=path):
            time.sleep(fault.seconds)
        kinds = strike.kinds if strike else frozenset()
        if strike is not None and "timeout" in kinds:
            time.sleep(strike.plan.timeout_seconds)
        if "drop_answer" in kinds or self.demands.take("drop_answer", method=method, path=path):
            raise AnswerDroppedError
