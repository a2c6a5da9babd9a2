namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and persistent buffers by name; the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var lead = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd(lead + name, parameter);
                }

                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(lead + name, buffer);
                }

                return destination;
            }

            /// <summary>Copies values in by name. Strict: both sides must have the same names.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var wanted = source.Keys.Where(k => skip?.Contains(k) != true).ToList();
                List<string> unexpected = [.. wanted.Where(k => !target.ContainsKey(k))];
                List<string> missing =
                    [.. target.Keys.Where(k => skip?.Contains(k) != true && !source.ContainsKey(k))];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary. "
                        + $"Missing: {string.Join(", ", missing.Take(5))}; unexpected: {string.Join(", ", unexpected.Take(5))}.");
                }

                using var mode = no_grad();
                foreach (var key in wanted.Where(target.ContainsKey))
                {
                    target[key].copy_(source[key]);
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Count (LEB128), then for each entry its name and its tensor.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                var entries = state_dict().Where(e => skip?.Contains(e.Key) != true).ToList();
                writer.Write7BitEncodedInt64(entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }

                return this;
            }

            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                var target = state_dict();
                var count = reader.Read7BitEncodedInt64();
                if (strict && count != target.Count)
                {
                    throw new ArgumentException(
                        $"Mismatched state_dict sizes: expected {target.Count}, but found {count} entries.", nameof(reader));
                }

                for (var k = 0L; k < count; k++)
                {
                    var key = reader.ReadString();
                    var isKnown = target.TryGetValue(key, out var tensor);
                    if (strict && !isKnown)
                    {
                        throw new ArgumentException(
                            $"Mismatched module state names: there is no parameter or buffer named '{key}'.", nameof(reader));
                    }

                    using var mode = no_grad();
                    using var loaded = TensorExtensionMethods.Load(reader);
                    if (isKnown && skip?.Contains(key) != true)
                    {
                        tensor!.copy_(loaded);
                    }

                    loadedParameters?.Add(key, isKnown);
                }

                return this;
            }
        }
    }
}
