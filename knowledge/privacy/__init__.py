"""Notices details that identify a child or a family."""

from knowledge.privacy.details import Detail, identifying

__all__ = ["Detail", "identifying"]
