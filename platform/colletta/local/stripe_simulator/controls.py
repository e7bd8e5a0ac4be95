"""Test controls under ``/_simulator/``: webhooks withheld, sent again, duplicated; faults on demand.

Not part of Stripe. JSON in and out; wrong names answer 400 and say which names exist.
"""

import dataclasses
from typing import Any

import flask

from colletta.local.stripe_simulator import deliveries, errors
from colletta.local.stripe_simulator.faults import Fault, Faults
from colletta.local.stripe_simulator.store import Store


def blueprint(store: Store, faults: Faults) -> flask.Blueprint:
    """Return the controls of this simulator."""
    controls = flask.Blueprint("controls", __name__, url_prefix="/_simulator")
    _add_options(controls, store)
    _add_deliveries(controls, store)
    _add_faults(controls, faults)

    @controls.get("/healthz")
    def healthz() -> dict[str, Any]:
        with store.transaction() as db:
            db.execute("SELECT 1 FROM object LIMIT 1")
        return {"status": "ok"}

    @controls.errorhandler(TypeError)
    @controls.errorhandler(ValueError)
    def refuse(error: Exception) -> tuple[dict[str, Any], int]:
        return errors.invalid(str(error)).body(), 400

    return controls


def _add_options(controls: flask.Blueprint, store: Store) -> None:
    def change(changes: dict[str, Any]) -> dict[str, Any]:
        with store.transaction() as db:
            return dataclasses.asdict(deliveries.change_options(db, changes))

    @controls.post("/webhooks/pause")
    def pause() -> dict[str, Any]:
        return change({"paused": True})

    @controls.post("/webhooks/resume")
    def resume() -> dict[str, Any]:
        return change({"paused": False})

    @controls.get("/webhooks/options")
    def show_options() -> dict[str, Any]:
        return change({})

    @controls.post("/webhooks/options")
    def set_options() -> dict[str, Any]:
        return change(flask.request.get_json())


def _add_deliveries(controls: flask.Blueprint, store: Store) -> None:
    @controls.post("/webhooks/redeliver")
    def redeliver() -> dict[str, Any]:
        event = str(flask.request.get_json().get("event"))
        with store.transaction() as db:
            if db.execute("SELECT 1 FROM object WHERE id = ? AND kind = 'event'", (event,)).fetchone() is None:
                raise ValueError(f"there is no event {event}")
            deliveries.add(db, event)
        return {"event": event}

    @controls.post("/webhooks/hurry")
    def hurry() -> dict[str, Any]:
        with store.transaction() as db:
            return {"hurried": deliveries.hurry(db)}

    @controls.get("/webhooks/deliveries")
    def show_deliveries() -> dict[str, Any]:
        limit = flask.request.args.get("limit", default=100, type=int)
        with store.transaction() as db:
            return deliveries.overview(db, state=flask.request.args.get("state"), limit=limit)


def _add_faults(controls: flask.Blueprint, faults: Faults) -> None:
    def show() -> dict[str, Any]:
        return {"faults": [dataclasses.asdict(fault) for fault in faults.waiting()]}

    @controls.get("/faults")
    def show_faults() -> dict[str, Any]:
        return show()

    @controls.post("/faults")
    def add_fault() -> dict[str, Any]:
        faults.add(Fault(**flask.request.get_json()))
        return show()

    @controls.post("/faults/clear")
    def clear_faults() -> dict[str, Any]:
        faults.clear()
        return show()
