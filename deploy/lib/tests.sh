# shellcheck shell=bash
# `deploy/linead test`: every test project in a process of its own, so that a native crash in one hides no other.

results=$artifacts/test-results
# These start brokers or measure deadlines: one at a time, with the machine to themselves.
serial_tests=(LineAD.Pipeline.Tests LineAD.Transport.Tests LineAD.Service.Tests LineAD.EndToEnd.Tests)
test_limit_seconds=900

# The test host loads the native libraries itself; `linead` sets these for its own process (NativeEnvironment).
export GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-10000} OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-active} OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}

run_tests() {
    local projects serial=() parallel=() project
    rm -rf "$results"
    mkdir -p "$results"
    mapfile -t projects < <(chosen_projects "$@")
    if ((${#projects[@]} == 0)) && ! chosen format "$@"; then
        die "no test layer is called '$*'" "name some of: format $(all_layers)"
    fi
    for project in "${projects[@]}"; do
        if [[ " ${serial_tests[*]} " == *" $project "* ]]; then serial+=("$project"); else parallel+=("$project"); fi
    done

    say "tests: ${#projects[@]} projects, ${#serial[@]} of them one at a time"
    if chosen format "$@"; then start_child - run_format; fi
    start_child - run_queue 1 2 "${parallel[@]}"
    run_queue 2 2 "${parallel[@]}"
    wait
    run_queue 1 1 "${serial[@]}"
    total
}

# run_queue FIRST STEP PROJECT...: every STEP-th project from the FIRST on.
run_queue() {
    local i first=$1 step=$2
    shift 2
    for ((i = first; i <= $#; i += step)); do run_project "${!i}"; done
}

all_layers() {
    local folder
    for folder in "$repo"/tests/LineAD.*.Tests; do
        folder=${folder##*/LineAD.}
        echo -n "${folder%.Tests} "
    done
}

chosen() {
    local name=${1,,} want
    shift
    if (($# == 0)); then return 0; fi
    for want in "$@"; do if [[ $name == "${want,,}" ]]; then return 0; fi; done
    return 1
}

chosen_projects() {
    local layer
    for layer in $(all_layers); do
        if chosen "$layer" "$@"; then echo "LineAD.$layer.Tests"; fi
    done
}

run_project() {
    local project=$1 dir=$results/$1 rc=0 began=$SECONDS passed failed skipped
    mkdir -p "$dir"
    timeout --foreground --kill-after=10 "$test_limit_seconds" dotnet test "$(output_of "$project")/$project.dll" \
        --results-directory "$dir" --logger "trx;LogFileName=result.trx" --logger "console;verbosity=minimal" --blame \
        >"$dir/output.txt" 2>&1 </dev/null || rc=$?
    read -r passed failed skipped < <(counts "$dir/result.trx")
    local note=''
    if ((rc != 0 && SECONDS - began >= test_limit_seconds)); then
        note=", stopped after $test_limit_seconds s"
        failed=$((failed + 1))
    elif ((rc != 0 && failed == 0)) || grep -q '^Test Run Aborted' "$dir/output.txt"; then
        note=", the test process died (exit code $rc)"
        failed=$((failed + 1))
    fi
    report "$project" "$passed" "$failed" "$skipped" "$((SECONDS - began)) s$note"
    if ((failed > 0)); then sed 's/^/    /' "$dir/output.txt" | tail -n 200; fi
    if ((skipped > 0)); then skip_reasons "$dir/result.trx"; fi
}

# Passed, failed and skipped of a result file; zeros without one, or with no tests in the project.
counts() {
    sed -n 's/.*<Counters total="\([0-9]*\)" executed="\([0-9]*\)" passed="\([0-9]*\)" failed="\([0-9]*\)".*/\1 \2 \3 \4/p' "$1" 2>/dev/null |
        awk '{ print $3, $2 - $3, $1 - $2; found = 1 } END { if (!found) print 0, 0, 0 }'
}

skip_reasons() {
    sed -n '/outcome="NotExecuted"/,/<\/UnitTestResult>/s:.*<Message>\(.*\)</Message>.*:\1:p' "$1" | sort | uniq -c | sed 's/^ */    skipped: /'
}

# report NAME PASSED FAILED SKIPPED REMARK: one line, printed whole even when two projects end together.
report() {
    echo "$2 $3 $4" >"$results/$1.counts"
    printf '%-6s %-28s %d passed, %d failed, %d skipped (%s)\n' "$(if (($3 > 0)); then echo FAILED; else echo ok; fi)" "$@"
}

# The formatting check counts as one test.
run_format() {
    local began=$SECONDS
    if dotnet format whitespace "$repo" --folder --exclude "$artifacts" --verify-no-changes >"$results/format.txt" 2>&1 </dev/null; then
        report format 1 0 0 "$((SECONDS - began)) s"
    else
        report format 0 1 0 "$((SECONDS - began)) s; remedy: dotnet format whitespace"
        head -n 20 "$results/format.txt"
    fi
}

total() {
    local passed=0 failed=0 skipped=0 p f s
    while read -r p f s; do
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done < <(cat "$results"/*.counts)
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    ((failed == 0))
}
