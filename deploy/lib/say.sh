# shellcheck shell=bash
# Messages and long commands. All of it goes to stderr: stdout belongs to `linead`.

start_us=${EPOCHREALTIME//[.,]/}
artifacts=$repo/artifacts
logs=$artifacts/logs
children=()

elapsed() {
    local us=$((${EPOCHREALTIME//[.,]/} - start_us))
    printf '%d.%d' $((us / 1000000)) $((us / 100000 % 10))
}

say() { printf '[%6s s] %s\n' "$(elapsed)" "$*" >&2; }

# die MESSAGE REMEDY
die() {
    say "error: $1"
    printf '           remedy: %s\n' "$2" >&2
    exit 1
}

# run_long WHAT COMMAND...: runs it with its output in a log, says every 10 s how far it is, shows the log's end on failure.
run_long() {
    local what=$1 log pid next
    shift
    log=$logs/$(tr -cs '[:alnum:]\n' '-' <<<"$what").log
    start_child "$log" "$@"
    pid=$started_child
    next=$((SECONDS + 10))
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.1
        if ((SECONDS >= next)); then
            say "  ... $what: $(tail -n 1 "$log" | tail -c 80)"
            next=$((SECONDS + 10))
        fi
    done
    local rc=0
    wait "$pid" || rc=$?
    if ((rc != 0)); then
        say "$what: failed with exit code $rc; the end of $log:"
        tail -n 40 "$log" >&2
    fi
    return "$rc"
}

# start_child LOG COMMAND...: in the background, in a process group of its own (so that it can be ended whole), without the
# setup lock. LOG "-" leaves the output where it is.
start_child() {
    local log=$1
    shift
    if ((BASH_SUBSHELL == 0)); then set -m; else set +m; fi
    if [[ $log == - ]]; then
        without_lock "$@" </dev/null &
    else
        without_lock "$@" >"$log" 2>&1 </dev/null &
    fi
    started_child=$!
    children+=("$started_child")
    set +m
}

# A program that outlives this script would otherwise hold the lock.
without_lock() {
    if [[ -n ${setup_lock:-} ]]; then exec {setup_lock}>&-; fi
    "$@"
}

stop_children() {
    local pid
    for pid in "${children[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
    rm -f "$artifacts"/.started-?????? 2>/dev/null || true
}
trap stop_children EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
