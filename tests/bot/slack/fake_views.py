"""The part of the stand-in for Slack that shows views: the Home tab, and windows on top of each other."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.bot.slack.refusals import refused_view

Given = dict[str, Any]
DEEPEST = 3


@dataclass
class Window:
    """A window that one person sees."""

    user: str
    view: Given
    open: bool = True


@dataclass
class FakeViews:
    """What people see beside messages. A trigger is good once, and not when it is late."""

    homes: dict[str, Given] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)
    """Trigger -> who pressed something."""
    late: bool = False
    """Whether three seconds pass before anything is done with a trigger."""
    used: set[str] = field(default_factory=set)
    prompts: list[Given] = field(default_factory=list)
    titles: list[Given] = field(default_factory=list)
    _ids: Any = field(default_factory=lambda: count(1))

    def stack(self, user: str) -> list[str]:
        """The windows that a person sees, the topmost last."""
        return [id for id, window in self.windows.items() if window.user == user and window.open]

    def top(self, user: str) -> Given:
        """What a person sees in the topmost window."""
        return self.windows[self.stack(user)[-1]].view

    def close(self, user: str) -> None:
        """The person closes everything."""
        for id in self.stack(user):
            self.windows[id].open = False

    def publish(self, given: Given) -> Given:
        view = _view(given)
        if view.get("type") != "home" or refused_view(view):
            return {"error": "invalid_arguments"}
        self.homes[given["user_id"]] = view
        return {"view": {"id": f"V{next(self._ids)}", **view}}

    def open(self, given: Given) -> Given:
        return self._shown(given, above=False)

    def push(self, given: Given) -> Given:
        return self._shown(given, above=True)

    def update(self, given: Given) -> Given:
        window = self.windows.get(given["view_id"])
        if window is None or not window.open:
            return {"error": "not_found"}
        view = _view(given)
        if refused_view(view):
            return {"error": "invalid_arguments"}
        window.view = view
        return {"view": {"id": given["view_id"], **view}}

    def _shown(self, given: Given, *, above: bool) -> Given:
        trigger, view = given.get("trigger_id", ""), _view(given)
        if trigger not in self.triggers:
            return {"error": "invalid_trigger_id"}
        if trigger in self.used:
            return {"error": "exchanged_trigger_id"}
        self.used.add(trigger)
        if self.late:
            return {"error": "expired_trigger_id"}
        if view.get("type") != "modal" or refused_view(view):
            return {"error": "invalid_arguments"}
        user = self.triggers[trigger]
        if above and len(self.stack(user)) >= DEEPEST:
            self.used.discard(trigger)
            return {"error": "push_limit_reached"}
        if not above:
            self.close(user)
        id = f"V{next(self._ids)}"
        self.windows[id] = Window(user, view)
        return {"view": {"id": id, **view}}

    def suggest(self, given: Given) -> Given:
        """With a thread Slack takes the call and shows nothing; here that is an error."""
        prompts = given["prompts"]
        well = 0 < len(prompts) <= 4 and all(each["title"] and each["message"] for each in prompts)
        if not well or given.get("thread_ts"):
            return {"error": "invalid_arguments"}
        self.prompts.append(given)
        return {}

    def name(self, given: Given) -> Given:
        if not given.get("thread_ts") or not given.get("title"):
            return {"error": "invalid_arguments"}
        self.titles.append(given)
        return {}


def _view(given: Given) -> Given:
    view = given.get("view") or {}
    parsed: Given = json.loads(view) if isinstance(view, str) else view
    return parsed
