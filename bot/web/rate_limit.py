"""How many requests one client may send: a bucket that refills with time."""

import ipaddress
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_MOST_CLIENTS = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class RateLimit:
    """Allows `per_minute` requests at once from each client, and as many again in each minute."""

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def allows(self, client: str) -> bool:
        """Whether this request may pass. Counts it if it may."""
        now = self.clock()
        self._forget(now)
        bucket = self._buckets.setdefault(client, _Bucket(self.per_minute, now))
        self._refill(bucket, now)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def _refill(self, bucket: _Bucket, now: float) -> None:
        bucket.left = min(self.per_minute, bucket.left + (now - bucket.at) * self.per_minute / 60)
        bucket.at = now

    def _forget(self, now: float) -> None:
        """Drops clients whose bucket is full again, so that memory does not grow with every visitor."""
        if len(self._buckets) < _MOST_CLIENTS:
            return
        self._buckets = {client: bucket for client, bucket in self._buckets.items() if now - bucket.at < 60}


def client_of(remote: str | None, forwarded: Sequence[str], proxies: int) -> str:
    """Whom a request counts for. An IPv6 client counts by its /64, which one household or ward has."""
    addresses = [each.strip() for line in forwarded for each in line.split(",")]
    address = addresses[-proxies] if 0 < proxies <= len(addresses) else remote or ""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return remote or ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
