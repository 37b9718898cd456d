"""What is mended in the Bot Framework's libraries from outside, each with a guard should they mend it."""

from msrest.universal_http.requests import ClientRetryPolicy


def look_up_retry_codes_in_a_set() -> bool:
    """msrest builds a list of retry codes for each client, looking each of 999 codes up in a list of 500.

    A set holds the same and answers at once. Whether it was changed: not where it is no list any more, or
    where the outcome would differ.
    """
    codes = getattr(ClientRetryPolicy, "safe_codes", None)
    if not isinstance(codes, list):
        return False
    before = _retried()
    setattr(ClientRetryPolicy, "safe_codes", frozenset(codes))  # noqa: B010 - it is typed as a list
    if _retried() != before:
        ClientRetryPolicy.safe_codes = codes
        return False
    return True


def _retried() -> list[int]:
    return list(ClientRetryPolicy().policy.status_forcelist)  # type: ignore[no-untyped-call]
