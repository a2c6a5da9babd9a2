# shellcheck shell=bash
# Step 2: librdkafka, exactly the version that Confluent.Kafka expects, for feeds without librdkafka.redist. The npm registry has
# its source inside Confluent's own JavaScript client. Without it there is no Kafka, and everything else works.

kafka_source='@confluentinc/kafka-javascript@1.10.1'
kafka_source_sha256=ada7d703bb1d3237e2292bfabf438d663b6160c9f1ac2a2406b5dc4257c81b66
kafka_library=$native_dir/librdkafka.so
kafka_problem=$native_dir/librdkafka.problem

build_kafka() {
    local again=$1 key
    key=$({
        echo "$kafka_source_sha256"
        versions_of "${packages_kafka[@]}"
    } | short_sum)
    # What failed is not tried on every start; `deploy/linead setup` and `test` try again.
    if [[ -f $kafka_problem && -z $again && ! -d $cache/librdkafka-$key ]]; then return; fi
    if provide librdkafka "$key" make_kafka; then
        rm -f "$kafka_problem"
        return
    fi
    if [[ -f $kafka_library ]]; then return; fi
    {
        echo "librdkafka could not be built: $(tail -n 1 "$logs/librdkafka.log" 2>/dev/null)."
        echo "Remedy: npm (Node.js) installed and its registry reachable, then deploy/linead setup."
    } >"$kafka_problem"
    say "librdkafka: $(tr '\n' ' ' <"$kafka_problem")"
    say "librdkafka: going on without Kafka; MQTT needs nothing of it"
}

# make_kafka WORK OUT
make_kafka() {
    command -v npm >/dev/null || { echo "npm is not installed"; return 1; }
    cd "$1" || return 1
    npm pack --silent --ignore-scripts "$kafka_source" || { echo "npm could not fetch $kafka_source"; return 1; }
    echo "$kafka_source_sha256  $(ls -- *.tgz)" | sha256sum --check --quiet ||
        { echo "what npm fetched as $kafka_source is not the file that deploy/lib/kafka.sh knows"; return 1; }
    tar -xzf ./*.tgz --strip-components=3 package/deps/librdkafka || { echo "the archive holds no deps/librdkafka"; return 1; }
    # GSSAPI would add Kerberos to every machine that runs LineAD.
    ./configure --disable-gssapi && make -j2 -C src librdkafka.so.1 && strip -o "$2/librdkafka.so" src/librdkafka.so.1
}
