#!/usr/bin/env bash
# A Slurm of two nodes, n1 and n2, on loopback, for tests: cluster.sh FOLDER. The folder has slurm.conf, hosts, the empty folders that
# slurm.conf names, and disk, where a small disk is mounted.
#
# Reads commands from standard input, a line each, and answers each with a line:
#   start NAME     starts slurmctld or the slurmd of a node
#   kill NAME      kills it with SIGKILL; what runs on a node goes on
#   stop NAME      ends it with SIGTERM, after which slurmctld saves what it knows
#
# At the end of standard input, also because the tests were killed, everything stops: all processes are in a name space of their own, and
# the kernel kills them with the first of them. Users see the daemons and the tasks under other process ids than they do themselves.
set -uo pipefail
folder=$1

if [ "${2-}" != inside ]; then
    # Signals that end the tests do not end this shell before it has cleaned up.
    trap : HUP INT TERM
    mount -t tmpfs -o size=8m none "$folder/disk" || exit
    unshare --pid --mount-proc --uts --fork --kill-child bash "$0" "$folder" inside
    umount --lazy "$folder/disk"
    exit
fi

export SLURM_CONF=$folder/slurm.conf PATH=$PATH:/usr/sbin:/sbin
declare -A ids

# The daemons listen at the address of the machine's name alone. The names of the nodes are those of the machines to what runs there.
mount --bind "$folder/hosts" /etc/hosts || exit
hostname localhost

# daemon NAME COMMAND...
daemon() {
    "${@:2}" >> "$folder/log/$1.out" 2>&1 &
    ids[$1]=$!
}

start() {
    case $1 in
        slurmctld) daemon "$1" slurmctld -D ;;
        *) daemon "$1" unshare --uts sh -c 'hostname "$1" && exec slurmd -D -N "$1"' sh "$1" ;;
    esac
}

# end SIGNAL NAME
end() {
    kill -s "$1" "${ids[$2]}"
    wait "${ids[$2]}" 2> /dev/null
}

# munged demands that everybody may reach its socket.
chmod a+x "$folder"
(umask 077 && head -c 1024 /dev/urandom > "$folder/munge.key")
daemon munged munged --foreground --key-file="$folder/munge.key" --socket="$folder/run/munge.socket" \
    --pid-file="$folder/run/munged.pid" --log-file="$folder/log/munged.log" --seed-file="$folder/run/munge.seed"
until [ -S "$folder/run/munge.socket" ]; do
    kill -0 "${ids[munged]}" || exit
    sleep 0.05
done

while read -r command name; do
    case $command in
        start) start "$name" ;;
        kill) end KILL "$name" ;;
        stop) end TERM "$name" ;;
    esac
    echo "$command $name"
done
