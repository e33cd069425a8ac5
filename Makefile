# The two commands are `make run` and `make test`. Each installs what is missing, says what it does, and is quick the
# second time.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:
.PHONY: help run test bench documents pictures fuzz torture score dev fmt system

APP := target/debug/tidings-desktop
CLI := target/debug/tidings
SAMPLE := tests/samples/two-stories.txt

# What the window needs on Debian and Ubuntu, and what the tests need beside it.
RUN_PACKAGES := build-essential pkg-config libwebkit2gtk-4.1-dev libayatana-appindicator3-dev librsvg2-dev
TEST_PACKAGES := webkit2gtk-driver xvfb xauth xdotool imagemagick x11-utils dbus-x11 python3 python3-venv python3-gi \
	gir1.2-gtk-3.0 fonts-noto-core fonts-noto-cjk procps iproute2 strace poppler-utils qpdf chromium

say = @printf '\033[1m==> %s\033[0m\n' "$(1)"

help:
	@echo "make run     build Tidings and open its window (without a display: the bundled sample, headless, into out/)"
	echo "make test    everything that is checked before a change is taken"
	echo "make bench   times of import, search, lists, digest and start, as a table (MILLION=folder: and of a library of a million)"
	echo "make score   extraction, page dumps and stories against the best known, where the measuring sets are at hand (PACK=FILE)"
	echo "make documents  invented issues in every format, looked at by the checkers of each (OUT=folder keeps them)"
	echo "make pictures   the pictures of each format in docs/documents.md, made anew"
	echo "make fuzz    random bytes against the readers, a minute each (SECONDS_EACH=600 for ten)"
	echo "make torture what a library lives through, at length: kills, failing disks, damage (make test runs a part)"
	echo "make dev     the window with live reload of the page"

run: ui/dist/index.html
	@$(call install,$(RUN_PACKAGES))
	printf '\033[1m==> Building the program\033[0m\n'
	cargo build --quiet --workspace --bins
	if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then
	  printf '\033[1m==> Opening the window\033[0m\n'
	  exec $(APP)
	fi
	printf '\033[1m==> No display here: the bundled sample, headless\033[0m\n'
	rm -rf out && mkdir -p out
	export TIDINGS_LIBRARY="$$PWD/out/library"
	$(CLI) import $(SAMPLE)
	$(CLI) bookmark $$($(CLI) list --json | sed -E 's/^\{"id":([0-9]+).*/\1/')
	issue=$$($(CLI) digest build --date "$$(date +%F)" --json | sed -E 's/^\{"id":([0-9]+).*/\1/')
	$(CLI) export "$$issue" --to pdf --out out/digest.pdf
	$(CLI) export "$$issue" --to html --out out/digest.html
	echo "The digest is in $$PWD/out/digest.pdf and $$PWD/out/digest.html."
	echo "For the window, start this where DISPLAY or WAYLAND_DISPLAY is set, or: xvfb-run $(APP)"

test:
	@$(call install,$(RUN_PACKAGES) $(TEST_PACKAGES))
	exec tests/scripts/check

bench: ui/dist/index.html
	@$(call install,$(RUN_PACKAGES) $(TEST_PACKAGES))
	TIDINGS_MILLION="$(MILLION)" exec tests/scripts/bench

score: ui/dist/index.html
	@$(call install,$(RUN_PACKAGES) python3)
	TIDINGS_PACK="$(PACK)" exec tests/scripts/score

documents:
	@$(call install,$(RUN_PACKAGES) $(TEST_PACKAGES) libreoffice-writer)
	exec tests/scripts/documents $(OUT)

pictures:
	@$(call install,$(RUN_PACKAGES) $(TEST_PACKAGES) libreoffice-writer)
	exec tests/scripts/pictures

torture:
	@$(call install,$(RUN_PACKAGES) $(TEST_PACKAGES))
	TIDINGS_TORTURE=1 cargo test --quiet --workspace --test trust --test desktop -- --nocapture

fuzz:
	@exec tests/scripts/fuzz $(or $(SECONDS_EACH),60)

dev: ui/node_modules/.package-lock.json
	@$(call install,$(RUN_PACKAGES))
	npm --prefix ui run dev &
	trap "kill $$!" EXIT
	cargo run --package tidings-desktop --no-default-features

ui/node_modules/.package-lock.json: ui/package-lock.json
	@printf '\033[1m==> Installing the page'"'"'s packages\033[0m\n'
	npm --prefix ui ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json $(shell find ui/src ui/messages ui/public ui/index.html ui/vite.config.ts -type f 2>/dev/null | grep -v /generated/)
	@printf '\033[1m==> Building the page\033[0m\n'
	npm --prefix ui run --silent build
	touch $@

# Installs those of the packages that are not there. Where there is no apt, the reader is told what is wanted.
define install
	if command -v dpkg-query >/dev/null; then
	  missing=""
	  for package in $(1); do
	    dpkg-query -W -f '$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"
	  done
	  if [ -n "$$missing" ]; then
	    printf '\033[1m==> Installing system packages:%s\033[0m\n' "$$missing"
	    root=""; [ "$$(id -u)" = 0 ] || root="sudo"
	    $$root apt-get update -qq
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
	  fi
	fi
endef
