"""What a monitoring system reads at /metrics: deliveries by lane, straight from the database."""

import datetime as dt
from collections.abc import Callable, Iterator

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from bot.nearby import from_this_machine
from bot.store.deliveries import DeliveryStore
from bot.store.delivery_report import LaneCount
from bot.store.engine import TROUBLE

FORMAT = "text/plain; version=0.0.4; charset=utf-8"
STATUSES = ("pending", "sending", "sent", "failed", "dead", "unknown")


class _Read:
    """What was read once, as Prometheus collects it."""

    def __init__(self, counts: tuple[LaneCount, ...], due: dict[str, float], stopped: dict[str, str]) -> None:
        self._counts = counts
        self._due = due
        self._stopped = stopped

    def collect(self) -> Iterator[Metric]:
        """Each lane has each status, so that a count that falls to nothing is seen to."""
        lanes = sorted({each.lane for each in self._counts} | set(self._stopped))
        found = {(each.lane, each.status): each.count for each in self._counts}
        deliveries = GaugeMetricFamily(
            "learning_bot_deliveries", "Deliveries by lane and status.", labels=["lane", "status"]
        )
        oldest = GaugeMetricFamily(
            "learning_bot_oldest_due_seconds", "For how long the oldest delivery is due.", labels=["lane"]
        )
        stopped = GaugeMetricFamily(
            "learning_bot_lane_stopped", "1 while the installation is gone.", labels=["lane"]
        )
        for lane in lanes:
            for status in STATUSES:
                deliveries.add_metric([lane, status], found.get((lane, status), 0))
            oldest.add_metric([lane], self._due.get(lane, 0.0))
            stopped.add_metric([lane], float(lane in self._stopped))
        yield from (deliveries, oldest, stopped)


def add_metrics(
    app: web.Application, store: DeliveryStore, clock: Callable[[], dt.datetime], *, public: bool
) -> None:
    """Answers GET /metrics: this machine only, unless `public`."""

    async def metrics(request: web.Request) -> web.Response:
        if not public and not from_this_machine(request):
            raise web.HTTPNotFound
        try:
            body = await _drawn(store, clock())
        except TROUBLE:
            raise web.HTTPServiceUnavailable(text="The database cannot be reached.\n") from None
        return web.Response(body=body, headers={"Content-Type": FORMAT})

    app.router.add_get("/metrics", metrics)


async def _drawn(store: DeliveryStore, now: dt.datetime) -> bytes:
    counts = await store.reports.counts()
    due = await store.reports.oldest_due()
    ages = {lane: max((now - at).total_seconds(), 0.0) for lane, at in due.items()}
    registry = CollectorRegistry()
    registry.register(_Read(counts, ages, await store.lanes.stopped()))
    return generate_latest(registry)
