using System.Buffers.Binary;

namespace LineAD.Testing.Fuzzing;

/// <summary>Changes inputs: bits, bytes, numbers, runs, pieces of the format and of other inputs.</summary>
internal sealed class Mutator(Random random, byte[][] tokens)
{
    private static readonly ulong[] Odd =
        [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, long.MaxValue, ulong.MaxValue];

    /// <summary>A changed copy of one of <paramref name="corpus"/>, at most <paramref name="most"/> bytes long.</summary>
    public byte[] Mutate(IReadOnlyList<byte[]> corpus, int most)
    {
        var bytes = corpus[random.Next(corpus.Count)].ToList();
        for (var n = 1 << random.Next(4); n > 0; n--)
        {
            Change(bytes, corpus);
        }

        return bytes.Count > most ? [.. bytes.Take(most)] : [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> corpus)
    {
        // Half of the changes go to the head, where lengths stand.
        var at = random.Next((random.Next(2) == 0 ? Math.Min(bytes.Count, 64) : bytes.Count) + 1);
        var left = bytes.Count - at;
        switch (random.Next(8))
        {
            case 0 when left > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when left > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                PutNumber(bytes, at);
                break;
            case 3 when left > 0:
                bytes.RemoveRange(at, random.Next(1, Math.Min(left, 40) + 1));
                break;
            case 4 when left > 0:
                bytes.InsertRange(at, bytes.GetRange(at, random.Next(1, Math.Min(left, 40) + 1)));
                break;
            case 5 when tokens.Length > 0:
                bytes.InsertRange(at, tokens[random.Next(tokens.Length)]);
                break;
            case 6 when random.Next(4) == 0:
                bytes.RemoveRange(at, left);
                break;
            default:
                Splice(bytes, at, corpus[random.Next(corpus.Count)]);
                break;
        }
    }

    private void PutNumber(List<byte> bytes, int at)
    {
        var number = new byte[8];
        var value = Odd[random.Next(Odd.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(number, value << 32 | value >> 32);
        }

        var width = 1 << random.Next(4);
        for (var i = 0; i < width && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[i];
        }
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        if (other.Length > 0)
        {
            var from = random.Next(other.Length);
            bytes.InsertRange(at, other[from..(from + random.Next(1, Math.Min(other.Length - from, 64) + 1))]);
        }
    }
}
