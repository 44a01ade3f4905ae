#!/usr/bin/env bash
# Installs PowerShell, a .NET tool, into artifacts/tools, so that tests can run build.ps1. Where that fails they are skipped and say so.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

version=7.6.9
folder=artifacts/tools/powershell

command -v pwsh > /dev/null && exit 0
[ -x $folder/pwsh ] && exit 0
dotnet tool install PowerShell --version $version --tool-path $folder > /dev/null \
    || echo "powershell-tools.sh: could not install PowerShell $version" >&2
