# shellcheck shell=bash
# Step 4: which vendor mode (src/compat/README.md). Asked once, kept in .vendor.props, which Directory.Build.props imports.

vendor_file=$repo/.vendor.props
native_dir=$artifacts/native
# The build takes the native libraries from where this script puts them, whatever the caller's environment says.
export LineAdNativeDir=$native_dir

# The environment's choice, else the kept one, else empty.
use_vendor_choice() {
    if [[ -z ${LineAdVendor:-} && -f $vendor_file ]]; then
        LineAdVendor=$(sed -n 's:.*<LineAdVendor[^>]*>\(.*\)</LineAdVendor>.*:\1:p' "$vendor_file")
    fi
    export LineAdVendor=${LineAdVendor:-}
}

choose_vendor() {
    case $LineAdVendor in
        nuget | standin)
            say "vendor mode: $LineAdVendor, as chosen before (.vendor.props) or by the environment"
            ;;
        '') ask_feed ;;
        *) die "LineAdVendor is '$LineAdVendor'" "unset it, or set it to nuget or standin" ;;
    esac
}

ask_feed() {
    say "vendor mode: asking the package feed for TorchSharp, MQTTnet, OpenCvSharp4 and prometheus-net"
    unloadable=
    if restores 120 TorchSharp MQTTnet OpenCvSharp4 prometheus-net.AspNetCore librdkafka.redist &&
        loads TorchSharp libLibTorchSharp.so &&
        say "vendor mode: the feed has them; fetching their native parts (large, once)" &&
        restores 900 TorchSharp-cpu OpenCvSharp4.official.runtime.linux-x64 &&
        loads OpenCvSharp4.official.runtime.linux-x64 libOpenCvSharpExtern.so; then
        LineAdVendor=nuget
        say "vendor mode: nuget, the real packages"
        write_vendor_file
    else
        LineAdVendor=standin
        say "vendor mode: standin (src/compat over Debian's libtorch and OpenCV), because $(feed_answer);" \
            "to ask again, delete .vendor.props"
        # An answer is kept, silence is not.
        if [[ -n $unloadable$(absent_packages) ]]; then write_vendor_file; fi
    fi
}

# restores SECONDS PACKAGE...: whether the feed has them in the versions of Directory.Packages.props.
restores() {
    local limit=$1 probe rc=0
    shift
    probe=$(mktemp -d)
    {
        echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>'
        # As strict as the build: a feed that has other versions only would restore here and fail there.
        echo '<ImportDirectoryBuildProps>false</ImportDirectoryBuildProps><NuGetAudit>false</NuGetAudit>'
        echo '<TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup><ItemGroup>'
        printf '<PackageReference Include="%s" />\n' "$@"
        echo '</ItemGroup></Project>'
    } >"$probe/probe.csproj"
    (cd "$probe" && timeout "$limit" dotnet restore --verbosity quiet -nodeReuse:false \
        -p:LineAdVendor=nuget "-p:DirectoryPackagesPropsPath=$repo/Directory.Packages.props") >"$logs/vendor-probe.log" 2>&1 </dev/null || rc=$?
    rm -rf "$probe"
    return "$rc"
}

# loads PACKAGE LIBRARY: whether this system can load a restored package's library. A package built for a newer system restores
# and compiles all the same, and then every command fails. What other packages bring (libtorch itself) may still be missing here.
loads() {
    local version library problem
    version=$(sed -n "s/.*\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$repo/Directory.Packages.props")
    library=$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')/${1,,}/${version,,}/runtimes/linux-x64/native/$2
    problem=$(ldd "$library" 2>&1 | grep -E 'version .* not found|not a dynamic|No such file' | head -1 | sed "s|$library: ||; s/^[[:space:]]*//; s/ (required by.*//")
    if [[ -n $problem ]]; then unloadable="$1 $version does not load on this system: $problem"; fi
    [[ -z $problem ]]
}

# Packages that the feed lacks, and those that it has in another version than is asked for.
absent_packages() {
    {
        sed -n 's/.*error NU110[12]: Unable to find package \([^ ]*\).*/\1/p' "$logs/vendor-probe.log" | sed 's/\.$//'
        sed -n 's/.*error NU1603: .* but \([^ ]* [^ ]*\) was not found\. [^ ]* \([^ ]*\) was resolved.*/\1 (has \2)/p' "$logs/vendor-probe.log"
    } | sort -u | paste -sd, | sed 's/,/, /g'
}

# What the feed said, from the log of the last question.
feed_answer() {
    local absent
    absent=$(absent_packages)
    if [[ -n $unloadable ]]; then
        echo "$unloadable"
    elif [[ -n $absent ]]; then
        echo "the feed lacks: $absent"
    else
        echo "the feed did not answer as expected, see $logs/vendor-probe.log"
    fi
}

write_vendor_file() {
    cat >"$vendor_file.new" <<XML
<Project>
  <!-- Written by deploy/linead: what the package feed allows, and where the native libraries are. Delete it to ask again. -->
  <PropertyGroup>
    <LineAdVendor Condition="'\$(LineAdVendor)' == ''">$LineAdVendor</LineAdVendor>
    <LineAdNativeDir Condition="'\$(LineAdNativeDir)' == ''">\$(MSBuildThisFileDirectory)artifacts/native</LineAdNativeDir>
  </PropertyGroup>
</Project>
XML
    mv -f "$vendor_file.new" "$vendor_file"
}
