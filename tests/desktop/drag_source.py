#!/usr/bin/python3
"""A small window to drag files from: `drag_source.py X Y FILE…` stands at X,Y of the display and offers the files.

Says on standard output, a word a line, how far it is: ready, begin, asked, end.
"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402


def say(word):
    print(word, flush=True)


def main():
    x, y, *files = sys.argv[1:]
    addresses = [pathlib.Path(file).resolve().as_uri() for file in files]

    handle = Gtk.EventBox()
    handle.add(Gtk.Label(label="\n".join(files)))
    handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    handle.drag_source_add_uri_targets()
    handle.connect("drag-begin", lambda *_: say("begin"))

    def hand_over(_handle, _context, selection, _info, _time):
        selection.set_uris(addresses)
        say("asked")

    handle.connect("drag-data-get", hand_over)
    handle.connect("drag-end", lambda *_: say("end"))

    # A popup is placed where it is told to also without a window manager.
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.set_size_request(120, 80)
    window.add(handle)
    window.move(int(x), int(y))
    window.connect("map-event", lambda *_: say("ready"))
    window.show_all()
    Gtk.main()


main()
