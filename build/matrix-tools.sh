#!/usr/bin/env bash
# Installs what the matrix needs to emulate other processors: qemu-user, and for ARM64 the C library, OpenSSL and .NET's runtime.
# Needs apt and root. Each failure is reported in one line; the matrix then skips the legs concerned.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() {
    echo "matrix-tools.sh: $*" >&2
}

packages=(qemu-user libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross)
if ! dpkg -s "${packages[@]}" > /dev/null 2>&1; then
    if ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
        say "apt-get and root are needed to install ${packages[*]}"
    elif ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${packages[@]}"; } > /dev/null; then
        say "could not install ${packages[*]}"
    fi
fi

# OpenSSL has no cross package. The system keeps its only architecture: package lists for ARM64 go to a separate folder.
target=artifacts/tools/arm64
if [ ! -e $target/usr/lib/aarch64-linux-gnu/libssl.so.3 ] && command -v apt-get > /dev/null; then
    folder=$(mktemp -d)
    mkdir -p "$folder/lists/partial" $target
    arm64=(-qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder" -o APT::Sandbox::User=root)
    (cd "$folder" && apt-get "${arm64[@]}" update && apt-get "${arm64[@]}" download libssl3) > /dev/null \
        && dpkg -x "$folder"/libssl3_*.deb $target || say "could not fetch OpenSSL for ARM64"
    rm -rf "$folder"
fi

dotnet build build/arm64 -c Release -v q --nologo -nodeReuse:false > /dev/null || say "could not build build/arm64"
