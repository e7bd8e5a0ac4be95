"""How much was sent to the workers and not taken yet. The broker keeps nudges only: what is owed stands elsewhere."""

from typing import Any

from celery import current_app

ENOUGH = 500


def have_enough() -> bool:
    """Tell whether so many messages wait that more would only repeat them, and the queue grow by its own length."""
    return waiting() >= ENOUGH


def waiting() -> int:
    """Return how many messages no worker has taken yet."""
    with current_app.connection_for_write() as connection:
        channel: Any = connection.default_channel
        return int(channel.queue_declare(queue=current_app.conf.task_default_queue, durable=True).message_count)
