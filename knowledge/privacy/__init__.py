"""Notices details that identify a child or a family."""

from knowledge.privacy.details import Detail
from knowledge.privacy.identify import identifying

__all__ = ["Detail", "identifying"]
