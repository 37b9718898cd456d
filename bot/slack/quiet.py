"""The logger that is lent to Slack's libraries."""

import logging

QUIET = logging.getLogger("slack")
"""Errors only: the libraries put whole requests, with what people wrote, into their other lines."""
QUIET.setLevel(logging.ERROR)
