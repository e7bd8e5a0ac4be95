"""Test controls under ``/_simulator/``: JSON in and out, nothing of it is Stripe's.

``act`` does one of ``actions.ACTIONS``; ``behaviour`` and ``later/hurry`` say how long what happens later takes;
``webhooks/…`` pauses, resumes, hurries, sends again; ``faults`` asks for faults in the next requests, ``plan`` for a
share of all, and ``faults/clear`` puts everything right again. Wrong names answer 400 and say which exist.
"""

import dataclasses
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import flask

from colletta.local.stripe_simulator import actions, behaviour, chores, deliveries, errors, fabrications, later
from colletta.local.stripe_simulator.context import PLATFORM, Context
from colletta.local.stripe_simulator.faults import Fault, Faults, plan
from colletta.local.stripe_simulator.store import Store


def blueprint(store: Store, faults: Faults, origin: str) -> flask.Blueprint:
    """Return the controls of this simulator."""
    controls = flask.Blueprint("controls", __name__, url_prefix="/_simulator")

    def here(db: sqlite3.Connection) -> Context:
        return Context(db, PLATFORM, int(time.time()), origin)

    _add_actions(controls, store, here)
    _add_options(controls, store)
    _add_deliveries(controls, store)
    _add_faults(controls, store, faults)
    _add_plan(controls, store)
    _add_behaviour(controls, store, origin)

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


def _add_actions(controls: flask.Blueprint, store: Store, here: Callable[[sqlite3.Connection], Context]) -> None:
    def perform(action: str, values: dict[str, Any]) -> None:
        with store.transaction() as db:
            actions.perform(here(db), action, values)

    @controls.post("/act")
    def act() -> dict[str, Any]:
        values = flask.request.get_json()
        perform(str(values.pop("action", "")), values)
        return {"status": "ok"}

    @controls.post("/webhooks/redeliver")
    def redeliver() -> dict[str, Any]:
        perform("webhooks.redeliver", flask.request.get_json())
        return {"event": flask.request.get_json()["event"]}


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
    @controls.post("/webhooks/hurry")
    def hurry() -> dict[str, Any]:
        with store.transaction() as db:
            return {"hurried": deliveries.hurry(db)}

    @controls.get("/webhooks/deliveries")
    def show_deliveries() -> dict[str, Any]:
        limit = flask.request.args.get("limit", default=100, type=int)
        with store.transaction() as db:
            return deliveries.overview(db, state=flask.request.args.get("state"), limit=limit)


def _add_plan(controls: flask.Blueprint, store: Store) -> None:
    def report(db: sqlite3.Connection) -> dict[str, Any]:
        return {**plan.report(db), "fabricated": fabrications.overview(db)}

    @controls.get("/plan")
    def show_plan() -> dict[str, Any]:
        with store.transaction() as db:
            return report(db)

    @controls.post("/plan")
    def follow_plan() -> dict[str, Any]:
        with store.transaction() as db:
            plan.follow(db, flask.request.get_json())
            return report(db)

    @controls.post("/plan/stop")
    def stop_plan() -> dict[str, Any]:
        with store.transaction() as db:
            plan.stop(db)
            return report(db)


def _add_behaviour(controls: flask.Blueprint, store: Store, origin: str) -> None:
    @controls.get("/behaviour")
    def show_behaviour() -> dict[str, Any]:
        with store.transaction() as db:
            return dataclasses.asdict(behaviour.current(db))

    @controls.post("/behaviour")
    def set_behaviour() -> dict[str, Any]:
        with store.transaction() as db:
            return dataclasses.asdict(behaviour.change(db, flask.request.get_json()))

    @controls.post("/later/hurry")
    def hurry_later() -> dict[str, Any]:
        with store.transaction() as db:
            chores.hurry(db)
            return {"done": later.do_due(db, origin=origin)}


def _add_faults(controls: flask.Blueprint, store: Store, faults: Faults) -> None:
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
        with store.transaction() as db:
            plan.stop(db)
            behaviour.reset(db)
        return show()
