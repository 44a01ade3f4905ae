#!/usr/bin/env bash
# Installs the browser in which the tests open the page. Needs apt and root; without a browser these tests are skipped and say so.
set -uo pipefail

say() {
    echo "browser-tools.sh: $*" >&2
}

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" > /dev/null && exit 0
done

if ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
    say "apt-get and root are needed to install chromium"
elif ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; } > /dev/null; then
    say "could not install chromium"
fi
