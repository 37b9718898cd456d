"""Understands what people ask the bot to do: subscribe, stop, "we discussed this", "that helped"."""

from knowledge.commands.command import Command, Scope
from knowledge.commands.reader import CommandReader

__all__ = ["Command", "CommandReader", "Scope"]
