# shellcheck shell=bash
# Steps 2 and 3: native libraries. Each is built once per key (a checksum of everything that goes into it), kept outside the
# source tree, and checked against its checksums before it is used again.

cache=${XDG_CACHE_HOME:-${HOME:-$artifacts}/.cache}/linead
native_pid=''

# Starts the native builds beside the managed one.
start_native() {
    if [[ $LineAdVendor != standin ]]; then return; fi
    mkdir -p "$cache" "$native_dir"
    start_child - build_native "${1:-}"
    native_pid=$started_child
}

# build_native [again]: "again" tries librdkafka once more when it failed before.
build_native() {
    local source failed=0
    for source in "$repo"/src/compat/native/*/CMakeLists.txt; do
        if [[ -f $source ]]; then build_shim "$(dirname "$source")" || failed=1; fi
    done
    build_kafka "$1"
    return "$failed"
}

# Waits for them and lays them beside every program built so far (the build itself copies what it finds in time).
finish_native() {
    if [[ -z $native_pid ]]; then return; fi
    wait "$native_pid" || die "the native side of a stand-in did not build (see above)" \
        "report it with the logs in $logs; LineAdVendor=nuget needs none of it, where the feed has the packages"
    local program library
    for program in "$artifacts/$LineAdVendor"/bin/*/release/*.runtimeconfig.json; do
        for library in "$native_dir"/*.so*; do
            if [[ -f $program && -f $library ]]; then copy_changed "$library" "$(dirname "$program")"; fi
        done
    done
}

copy_changed() {
    cmp -s "$1" "$2/$(basename "$1")" || install -m 644 "$1" "$2/"
}

build_shim() {
    local source=$1 name
    name=shim-$(basename "$source")
    provide "$name" "$(shim_key "$source")" cmake_build "$source"
}

shim_key() {
    {
        cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum
        versions_of libtorch-dev libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev
    } | short_sum
}

# cmake_build SOURCE WORK OUT
cmake_build() {
    cmake -S "$1" -B "$2" -DCMAKE_BUILD_TYPE=Release && cmake --build "$2" --parallel 2 &&
        find "$2" -name '*.so' -type f -exec cp {} "$3/" \;
}

versions_of() {
    uname -m
    g++ --version 2>/dev/null | head -n 1
    dpkg-query -W -f '${Package} ${Version}\n' "$@" 2>/dev/null || true
}

short_sum() { sha256sum | cut -c 1-16; }

# provide NAME KEY COMMAND...: NAME's libraries in the native folder, from the cache or by `COMMAND... WORK OUT`.
provide() {
    local name=$1 kept=$cache/$1-$2 lock library
    shift 2
    exec {lock}>"$cache/$name.lock"
    flock "$lock"
    if [[ -d $kept ]] && ! (cd "$kept" && sha256sum --check --status SHA256SUMS 2>/dev/null); then
        say "$name: the kept build in $kept does not match its checksums; building again"
        rm -rf "$kept"
    fi
    if [[ ! -d $kept ]]; then
        say "$name: building it (once; kept in $kept)"
        build_into "$name" "$kept" "$@" || { exec {lock}>&-; return 1; }
        say "$name: built"
    fi
    exec {lock}>&-
    for library in "$kept"/*.so*; do copy_changed "$library" "$native_dir"; done
    prune "$name" "$kept"
}

# The finished folder appears whole or not at all.
build_into() {
    local name=$1 kept=$2 temp
    shift 2
    # Left by a build that was ended; nobody else builds this name while we hold its lock.
    rm -rf "$cache/.building-$name-"??????
    temp=$(mktemp -d "$cache/.building-$name-XXXXXX")
    mkdir "$temp/work" "$temp/out"
    if run_long "$name" "$@" "$temp/work" "$temp/out" &&
        (cd "$temp/out" && sha256sum -- *.so* >SHA256SUMS 2>/dev/null) && mv -T "$temp/out" "$kept"; then
        rm -rf "$temp"
    else
        rm -rf "$temp"
        return 1
    fi
}

# The three newest builds of a name stay: going back to a commit costs nothing, the cache stays small.
prune() {
    local old
    # shellcheck disable=SC2012 # the names are ours: no blanks or line ends
    ls -1dt "$cache/$1"-????????????????/ 2>/dev/null | tail -n +4 | while read -r old; do
        if [[ $old != "$2/" ]]; then rm -rf "$old"; fi
    done
}
