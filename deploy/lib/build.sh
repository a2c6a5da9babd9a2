# shellcheck shell=bash
# Step 5: the managed build, in Release for everything, so that nothing is built twice.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

output_of() { echo "$artifacts/$LineAdVendor/bin/$1/release"; }

stamp_of() { echo "$artifacts/${LineAdVendor:-none}/.ready-$1"; }

# Whether nothing that goes into the build, no installed package and no script changed since the stamp.
is_current() {
    [[ -f $1 && -x $(output_of LineAD.Cli)/linead ]] || return 1
    local inputs=("$repo"/{src,config,deploy} "$repo"/Directory.* "$repo"/{global.json,.editorconfig,BannedSymbols.txt} /var/lib/dpkg/status)
    [[ -z $(find "${inputs[@]}" -newer "$1" -print -quit 2>/dev/null) ]]
}

require_dotnet() {
    local remedy="install the .NET SDK 10 (the version is in global.json) and put dotnet on the PATH"
    command -v dotnet >/dev/null || die "there is no dotnet" "$remedy"
    (cd "$repo" && dotnet --version) >/dev/null 2>&1 || die "dotnet refuses global.json: the SDK is too old" "$remedy"
}

# The built program finds the runtime where dotnet is, also when that is no standard place.
use_dotnet_root() {
    if [[ -z ${DOTNET_ROOT:-} ]]; then
        DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
        export DOTNET_ROOT
    fi
}

build() {
    local what=src/LineAD.Cli
    if [[ $1 == tests ]]; then what=LineAD.sln; fi
    say "build: $what, Release"
    # No build servers: they would outlive this script.
    run_long "dotnet build" dotnet build "$repo/$what" --configuration Release --nologo --verbosity minimal \
        -nodeReuse:false -p:UseSharedCompilation=false ||
        die "the build failed (see above)" "read the first error; on a clean checkout of main this is a defect, please report it"
    say "build: done"
}
