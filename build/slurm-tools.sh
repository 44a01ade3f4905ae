#!/usr/bin/env bash
# Installs what the tests on a cluster need: Slurm with munge, and GNU parallel. Needs apt-get and root; without Slurm its tests are skipped
# and say so.
set -uo pipefail

say() {
    echo "slurm-tools.sh: $*" >&2
}

# Daemons are outside the PATH of some users.
PATH=$PATH:/usr/sbin:/sbin

# need PROGRAM PACKAGE: notes the package if the program is missing.
missing=()
need() {
    command -v "$1" > /dev/null || missing+=("$2")
}

need slurmctld slurmctld
need slurmd slurmd
need sbatch slurm-client
need munged munge
need parallel parallel
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
    say "apt-get and root are needed to install ${missing[*]}"
    exit 0
fi

apt-get update -qq > /dev/null || say "could not read the lists of packages"

# Without waiting for the disk after every file, as browser-tools.sh does.
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends -o Dpkg::Options::=--force-unsafe-io "${missing[@]}" \
    > /dev/null || say "could not install ${missing[*]}"
