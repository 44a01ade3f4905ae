#!/usr/bin/env bash
# Runs a target of build/targets.proj: ./build.sh [target [arguments passed on]]; without a target it lists them.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT="${DOTNET_CLI_TELEMETRY_OPTOUT:-1}"

if ! command -v dotnet > /dev/null; then
    echo "build.sh: no 'dotnet' on PATH; install the .NET SDK 10 (https://dotnet.microsoft.com/download) and try again." >&2
    exit 127
fi

ask() {
    dotnet msbuild build/targets.proj -nologo -t:Describe "-p:Name=$2" "-getProperty:$1" | tr -d '\r'
}

if [ $# -eq 0 ]; then
    echo "Usage: ./build.sh <target> [arguments passed on]"
    ask Listing ''
    exit 0
fi

target=$1
shift
command=
if [[ $target =~ ^[a-z-]+$ ]]; then
    command=$(ask Command "$target") || { status=$?; printf '%s\n' "$command" >&2; exit $status; }
fi

if [ -z "$command" ]; then
    echo "build.sh: unknown target '$target'; expected one of $(ask Names '')." >&2
    exit 2
fi

read -ra words <<< "$command"
exec "${words[@]}" "$@"
