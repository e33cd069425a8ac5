#!/usr/bin/python3
"""A small window to drag to: `drag_target.py X Y` stands at X,Y of the display, and says what is let go over it.

On standard output, a line each: ready, over, then the addresses of the files.
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402


def say(word):
    print(word, flush=True)


def main():
    x, y = sys.argv[1:]
    place = Gtk.EventBox()
    place.add(Gtk.Label(label="here"))
    place.drag_dest_set(Gtk.DestDefaults.ALL, [], Gdk.DragAction.COPY)
    place.drag_dest_add_uri_targets()

    def take(_place, _context, _x, _y, data, _info, _time):
        for address in data.get_uris():
            say(address)

    place.connect("drag-data-received", take)
    place.connect("drag-motion", lambda *_: say("over"))

    # A popup is placed where it is told to also without a window manager.
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.set_size_request(160, 120)
    window.add(place)
    window.move(int(x), int(y))
    window.connect("map-event", lambda *_: say("ready"))
    window.show_all()
    Gtk.main()


main()
