#!/usr/bin/env bash
# Installs the browsers in which tests and matrix open the page. Needs apt and root; without a browser its tests and its leg are skipped and
# say so.
set -uo pipefail

say() {
    echo "browser-tools.sh: $*" >&2
}

found() {
    local name
    for name in "$@"; do
        command -v "$name" > /dev/null && return 0
    done
    return 1
}

missing=()
found chromium chromium-browser google-chrome google-chrome-stable || missing+=(chromium)
found firefox-esr firefox || missing+=(firefox-esr)
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
    say "apt-get and root are needed to install ${missing[*]}"
    exit 0
fi

# In one go and without waiting for the disk after every file: that takes a third of the time, and browsers can be installed again.
export DEBIAN_FRONTEND=noninteractive
install() {
    apt-get install -qq -y --no-install-recommends -o Dpkg::Options::=--force-unsafe-io "$@" > /dev/null
}

apt-get update -qq > /dev/null || say "could not read the lists of packages"
if ! install "${missing[@]}"; then
    # A distribution that lacks one may have the other.
    for package in "${missing[@]}"; do
        install "$package" || say "could not install $package"
    done
fi
