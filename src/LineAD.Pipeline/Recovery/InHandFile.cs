using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using LineAD.Pipeline.Intake;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Recovery;

/// <summary>
/// Which frames are being decoded or scored at this moment, in a memory-mapped file: its pages are the kernel's, so
/// they survive a kill of the process. Read at the next start, it names the frames that may have killed it.
/// </summary>
internal sealed class InHandFile : IDisposable
{
    private const int Slots = 256;
    private const int SlotBytes = 24;
    private const long SuspectsAt = Slots * SlotBytes;
    private const long FileBytes = 2 * Slots * SlotBytes;
    private readonly Lock _gate = new();
    private readonly Stack<int> _free = new();
    private readonly Dictionary<(ulong Id, ulong Camera), (int Slot, int Attempts)> _suspects = [];
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private int _nextSuspect;

    private InHandFile(MemoryMappedFile? file)
    {
        _file = file;
        _view = file?.CreateViewAccessor(0, FileBytes);
        for (var slot = Slots - 1; slot >= 0; slot--)
        {
            _free.Push(slot);
        }
    }

    /// <summary>Frames that were in hand when a process died and have not come through since.</summary>
    public int SuspectCount
    {
        get
        {
            lock (_gate)
            {
                return _suspects.Count;
            }
        }
    }

    /// <summary>Opens or makes the file; when that fails, the product runs on without it, and says so.</summary>
    public static InHandFile Open(string? directory, ILogger logger)
    {
        if (directory is null)
        {
            return new InHandFile(null);
        }

        var path = Path.Combine(directory, "in-hand.bin");
        try
        {
            Directory.CreateDirectory(directory);
            var file = new InHandFile(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, FileBytes));
            file.ReadLastRun();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PipelineLog.InHandUnusable(logger, path, e.Message);
            return new InHandFile(null);
        }
    }

    /// <summary>The number by which a camera is known across restarts.</summary>
    public static ulong CameraKey(string name) => ImageHash.Of(MemoryMarshal.AsBytes(name.AsSpan()));

    public InHandStatus Status(ulong id, ulong camera)
    {
        if (_view is null)
        {
            return InHandStatus.Clean;
        }

        lock (_gate)
        {
            return _suspects.TryGetValue((id, camera), out var suspect)
                ? suspect.Attempts > 1 ? InHandStatus.Poison : InHandStatus.Suspect
                : InHandStatus.Clean;
        }
    }

    /// <summary>Notes that work on a frame begins; returns the slot to leave, −1 when none is free.</summary>
    public int Enter(ulong id, ulong camera)
    {
        if (_view is null)
        {
            return -1;
        }

        lock (_gate)
        {
            if (!_free.TryPop(out var slot))
            {
                return -1;
            }

            // The id last: a slot counts once it has one.
            _view.Write((slot * SlotBytes) + 8, camera);
            _view.Write((long)slot * SlotBytes, id);
            return slot;
        }
    }

    /// <summary>The work came to an end, good or bad, with the process alive.</summary>
    public void Leave(int slot)
    {
        if (slot < 0)
        {
            return;
        }

        lock (_gate)
        {
            _view!.Write((long)slot * SlotBytes, 0UL);
            _free.Push(slot);
        }
    }

    /// <summary>A suspect came through, or was quarantined: it is none any longer.</summary>
    public void Clear(ulong id, ulong camera)
    {
        if (_view is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_suspects.Remove((id, camera), out var suspect))
            {
                WriteSuspect(suspect.Slot, 0, 0, 0);
            }
        }
    }

    public void Dispose()
    {
        _view?.Dispose();
        _file?.Dispose();
    }

    private void ReadLastRun()
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            var at = SuspectsAt + ((long)slot * SlotBytes);
            var (id, attempts) = (_view!.ReadUInt64(at), _view.ReadInt32(at + 16));
            if (id != 0 && attempts > 0)
            {
                _suspects[(id, _view.ReadUInt64(at + 8))] = (slot, attempts);
            }
        }

        for (var slot = 0; slot < Slots; slot++)
        {
            var at = (long)slot * SlotBytes;
            if (_view!.ReadUInt64(at) is var id and not 0)
            {
                Accuse(id, _view.ReadUInt64(at + 8));
                _view.Write(at, 0UL);
            }
        }
    }

    private void Accuse(ulong id, ulong camera)
    {
        var known = _suspects.TryGetValue((id, camera), out var suspect);
        var slot = known ? suspect.Slot : FreeSuspectSlot();
        var attempts = known ? suspect.Attempts + 1 : 1;
        _suspects[(id, camera)] = (slot, attempts);
        WriteSuspect(slot, id, camera, attempts);
    }

    /// <summary>A free slot, else the next in turn: the list is bounded, the oldest accusation makes room.</summary>
    private int FreeSuspectSlot()
    {
        for (var i = 0; i < Slots; i++)
        {
            var slot = (_nextSuspect + i) % Slots;
            if (_view!.ReadUInt64(SuspectsAt + ((long)slot * SlotBytes)) == 0)
            {
                _nextSuspect = slot + 1;
                return slot;
            }
        }

        var taken = _nextSuspect++ % Slots;
        var at = SuspectsAt + ((long)taken * SlotBytes);
        _suspects.Remove((_view!.ReadUInt64(at), _view.ReadUInt64(at + 8)));
        return taken;
    }

    private void WriteSuspect(int slot, ulong id, ulong camera, int attempts)
    {
        var at = SuspectsAt + ((long)slot * SlotBytes);
        _view!.Write(at + 8, camera);
        _view.Write(at + 16, attempts);
        _view.Write(at, id);
    }
}
