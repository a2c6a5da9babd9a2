# shellcheck shell=bash
# Step 1: Debian packages.

# The broker that `linead demo` and `linead bench` start on a free loopback port.
packages_always=(mosquitto)
# The stand-ins of src/compat: libtorch with a fast BLAS, OpenCV, and the compiler for their C interfaces.
packages_standin=(libtorch-dev libopenblas0 libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev cmake g++ make)
# librdkafka is built against these (TLS, compression, OAuth).
packages_kafka=(libssl-dev zlib1g-dev libzstd-dev libcurl4-openssl-dev)
# Independent clients and promtool, for the tests only.
packages_tests=(mosquitto-clients kcat prometheus)

install_packages() {
    local wanted=("${packages_always[@]}") missing
    if [[ $LineAdVendor == standin ]]; then wanted+=("${packages_standin[@]}" "${packages_kafka[@]}"); fi
    if [[ $1 == tests ]]; then wanted+=("${packages_tests[@]}"); fi

    if ! command -v dpkg-query >/dev/null; then
        say "packages: this is no Debian; going on, but what is not installed will fail below: ${wanted[*]}"
        return
    fi
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    if ((${#missing[@]} == 0)); then return; fi
    say "packages: installing what is missing: ${missing[*]}"
    say "  (Debian starts the services mosquitto and prometheus when it installs them; LineAD uses neither and starts its own)"
    apt_install "${missing[@]}"
    say "packages: installed"
}

missing_packages() {
    # dpkg-query answers 1 for a package it never heard of; the list is what counts.
    { dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true; } |
        awk -v wanted="$*" '$2 == "installed" { have[$1] }
                            END { n = split(wanted, all, " "); for (i = 1; i <= n; i++) if (!(all[i] in have)) print all[i] }'
}

apt_install() {
    local remedy="apt-get update && apt-get install -y --no-install-recommends $*" root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "installing packages needs root, and there is no sudo" "as root: $remedy"
        # Asks for the password here, once, where the terminal is ours.
        sudo -v || die "sudo was refused" "as root: $remedy"
        root=(sudo -n)
    fi
    root+=(env DEBIAN_FRONTEND=noninteractive)
    run_long "apt-get update" "${root[@]}" apt-get -q update ||
        say "apt-get update failed; trying with the package lists that are there"
    run_long "apt-get install" "${root[@]}" apt-get -q install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" ||
        die "apt-get could not install the packages (see above)" "check this machine's package sources, then as root: $remedy"
}
