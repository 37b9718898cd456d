"""How many requests one client may send: a bucket that refills with time."""

import ipaddress
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_MOST_CLIENTS = 10_000
_WITH_PORT = re.compile(r"\[([^\[\]]+)\](?::\d+)?|([^:]+):\d+")
"""An address as some proxies write it: 203.0.113.7:51234, [2001:db8::1]:443."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class RateLimit:
    """Allows `per_minute` requests at once from each client, and as many again in each minute.

    Of too many clients the one not heard for longest is forgotten.
    """

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def allows(self, client: str) -> bool:
        """Whether this request may pass. Counts it if it may."""
        now = self.clock()
        bucket = self._buckets.pop(client, None) or _Bucket(self.per_minute, now)
        if len(self._buckets) >= _MOST_CLIENTS:
            del self._buckets[next(iter(self._buckets))]
        self._buckets[client] = bucket
        self._refill(bucket, now)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def _refill(self, bucket: _Bucket, now: float) -> None:
        bucket.left = min(self.per_minute, bucket.left + (now - bucket.at) * self.per_minute / 60)
        bucket.at = now


def client_of(remote: str | None, forwarded: Sequence[str], proxies: int) -> str:
    """Whom a request counts for. An IPv6 client counts by its /64, which one household or ward has."""
    addresses = [each.strip() for line in forwarded for each in line.split(",")]
    address = addresses[-proxies] if 0 < proxies <= len(addresses) else remote or ""
    with_port = _WITH_PORT.fullmatch(address)
    try:
        parsed = ipaddress.ip_address(with_port[1] or with_port[2] if with_port else address)
    except ValueError:
        return remote or ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
