using System.Buffers.Binary;
using LineAD.Core.Contracts;

namespace LineAD.Core.Wire;

/// <summary>
/// The 16-byte, big-endian heartbeat: u16 magic, u8 version, u8 state, u32 counter, u32 last decided seq, u16 epoch, u16 age
/// of the oldest undecided part in milliseconds.
/// </summary>
public static class HeartbeatRecord
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 16;

    /// <summary>First two bytes, "LB".</summary>
    public const ushort Magic = 0x4C42;

    /// <summary>Third byte.</summary>
    public const byte Version = 1;

    /// <summary>
    /// Writes into <paramref name="target"/>, which holds at least 16 bytes: no allocation ten times a second.
    /// </summary>
    public static void Write(Span<byte> target, uint counter, in HeartbeatSnapshot snapshot)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target, Magic);
        target[2] = Version;
        target[3] = (byte)snapshot.State;
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], counter);
        BinaryPrimitives.WriteUInt32BigEndian(target[8..], snapshot.LastDecidedSeq);
        BinaryPrimitives.WriteUInt16BigEndian(target[12..], snapshot.Epoch);
        BinaryPrimitives.WriteUInt16BigEndian(target[14..], snapshot.OldestUndecidedMs);
    }

    /// <summary>Writes a new array.</summary>
    public static byte[] Write(uint counter, in HeartbeatSnapshot snapshot)
    {
        var bytes = new byte[Length];
        Write(bytes, counter, snapshot);
        return bytes;
    }

    /// <summary>Reads a heartbeat; false for a wrong length, magic, version or state.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out uint counter, out HeartbeatSnapshot snapshot)
    {
        counter = 0;
        snapshot = default;
        if (bytes.Length != Length
            || BinaryPrimitives.ReadUInt16BigEndian(bytes) != Magic
            || bytes[2] != Version
            || bytes[3] > (byte)StationState.Error)
        {
            return false;
        }

        counter = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        snapshot = new HeartbeatSnapshot(
            (StationState)bytes[3],
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]));
        return true;
    }
}
