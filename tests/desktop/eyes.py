"""Tell what is on the screen, as a screen reader is told it.

A program of its own, for the system's Python: the bus of the accessibility tools is read with
Debian's gi, which no virtual environment has.  It answers each line of JSON on its input with a
line on its output.  Steps lead from a process's windows inwards:

    {"pid": 42, "steps": [{"name": "Questions"}, {"role": 32}]}
    [{"name": "Why …?", "role": 32, "box": [8, 40, 300, 24], "states": 1, "text": null}]

No steps ask for what has the keyboard's focus, open menus included:

    {"pid": 42, "steps": null}

Nothing else is kept between two questions: every answer is what is there now.
"""

import json
import sys

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
PATIENCE = 3_000
"""The most milliseconds that a program may take for one answer."""
MOST_CHILDREN = 500


class Eyes:
    """A reader of the accessibility bus."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        # To ask for the accessibility bus starts it.
        address = session.call_sync(
            "org.a11y.Bus",
            "/org/a11y/bus",
            "org.a11y.Bus",
            "GetAddress",
            None,
            None,
            Gio.DBusCallFlags.NONE,
            10_000,
        ).unpack()[0]
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION
        )
        self.focus = None
        event = ("org.a11y.atspi.Event.Object", "StateChanged", None, "focused")
        no_flags = Gio.DBusSignalFlags.NONE
        self.bus.signal_subscribe(None, *event, no_flags, self.on_focused)
        # Programs tell of the focus only once someone has asked to be told.
        wanted = GLib.Variant("(sass)", ("object:state-changed:focused", [], ""))
        self.call((REGISTRY, "/org/a11y/atspi/registry"), REGISTRY, "RegisterEvent", wanted)

    def on_focused(self, bus, sender, path, interface, signal, given):
        if given.unpack()[1]:
            self.focus = (sender, path)

    def focused(self):
        """Return what has the focus, as far as it was told by now."""
        while GLib.MainContext.default().iteration(False):
            pass
        return [self.focus] if self.focus else []

    def call(self, node, interface, method, given=None):
        answer = self.bus.call_sync(
            *node, interface, method, given, None, Gio.DBusCallFlags.NONE, PATIENCE
        )
        return answer.unpack()

    def name(self, node):
        asked = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
        return self.call(node, "org.freedesktop.DBus.Properties", "Get", asked)[0]

    def children(self, node):
        return self.call(node, ACCESSIBLE, "GetChildren")[0][:MOST_CHILDREN]

    def pid(self, node):
        asked = GLib.Variant("(s)", (node[0],))
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        return self.call(bus, "org.freedesktop.DBus", "GetConnectionUnixProcessID", asked)[0]

    def programs(self, pid):
        """Return the roots of what a process shows."""
        return [node for node in self.children((REGISTRY, ROOT)) if attempt(self.pid, node) == pid]

    def within(self, node):
        """Go through all that is in a widget, the nearest first."""
        todo = [node]
        while todo:
            for child in attempt(self.children, todo.pop(0)) or []:
                yield child
                todo.append(child)

    def find(self, nodes, step):
        """Return what is in the nodes and has the name and the role of a step."""
        found = {}
        for node in nodes:
            for inner in self.within(node):
                if inner in found:
                    continue
                if "name" in step and attempt(self.name, inner) != step["name"]:
                    continue
                if "role" in step:
                    role = attempt(self.call, inner, ACCESSIBLE, "GetRole")
                    if role is None or role[0] != step["role"]:
                        continue
                found[inner] = True
        return list(found)

    def describe(self, node):
        name, role = self.name(node), self.call(node, ACCESSIBLE, "GetRole")[0]
        low, high = self.call(node, ACCESSIBLE, "GetState")[0]
        component = "org.a11y.atspi.Component"
        box = attempt(self.call, node, component, "GetExtents", GLib.Variant("(u)", (0,)))
        whole = GLib.Variant("(ii)", (0, -1))
        text = attempt(self.call, node, "org.a11y.atspi.Text", "GetText", whole)
        return {
            "name": name,
            "role": role,
            "states": low | high << 32,
            "box": box and box[0],
            "text": text and text[0],
        }

    def look(self, pid, steps):
        nodes = self.focused() if steps is None else self.programs(pid)
        for step in steps or ():
            nodes = self.find(nodes, step)
        return [seen for seen in (attempt(self.describe, node) for node in nodes) if seen]


def attempt(ask, *given):
    """Return the answer, or None where the widget has gone meanwhile or has no such side."""
    try:
        return ask(*given)
    except GLib.Error:
        return None


def main():
    eyes = Eyes()
    for line in sys.stdin:
        print(json.dumps(eyes.look(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
