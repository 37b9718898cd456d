"""Tells a message about a live concern from a question about learning."""

from knowledge.safety.detector import Detector
from knowledge.safety.finding import SafetyFinding

__all__ = ["Detector", "SafetyFinding"]
