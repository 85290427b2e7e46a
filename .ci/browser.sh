#!/usr/bin/env bash
# Installs a browser and its driver for the tests that open the HTML pages. Best effort: where something cannot be
# installed (no apt, no root, no network) this says so and ends well, and those tests are skipped with the reason.
cd "$(dirname "$0")/.." || exit 0
python=.venv/bin/python
[ -x "$python" ] || python=python3

if ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1; then
  if command -v apt-get >/dev/null 2>&1; then
    sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    { $sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends \
        chromium fonts-wqy-zenhei; } || echo "browser: chromium could not be installed, its tests are skipped" >&2
  else
    echo "browser: no apt-get here, the browser tests are skipped unless chromium is there" >&2
  fi
fi
"$python" -c "import playwright" 2>/dev/null || "$python" -m pip --disable-pip-version-check install -q "playwright>=1.40" \
  || echo "browser: playwright could not be installed, its tests are skipped" >&2
exit 0
