using Microsoft.Win32.SafeHandles;

namespace LineAD.Models.Weights;

/// <summary>Positioned reads that either fill their buffer or fail.</summary>
internal static class FileBytes
{
    internal static void ReadExactly(SafeFileHandle handle, Span<byte> destination, long offset)
    {
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(handle, destination, offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"the file ends at byte {offset}");
            }

            destination = destination[read..];
            offset += read;
        }
    }
}
