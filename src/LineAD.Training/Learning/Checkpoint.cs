using System.Text;
using LineAD.Models.Networks;
using LineAD.Models.Weights;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// The state of a run in one file: key of the run, step, seconds, learning curve, optimiser, weights. Written beside and renamed, so a kill
/// leaves the old one or the new one; an unreadable or foreign file starts the run anew.
/// </summary>
internal sealed class Checkpoint(string path, string key)
{
    private const string Magic = "LineAD checkpoint 3";

    public void Save(
        int step, double seconds, IReadOnlyList<TrainingPoint> curve, Student student, OptimizerHelper optimizer)
    {
        var temporary = $"{path}.part";
        using (var stream = File.Create(temporary))
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(key);
            writer.Write(step);
            writer.Write(seconds);
            WriteCurve(writer, curve);
            WriteBlock(writer, target => student.Save(target));
            WriteBlock(writer, target =>
            {
                using var inner = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true);
                optimizer.save_state_dict(inner);
            });
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Restores student, optimiser and learning curve.</summary>
    /// <returns>Steps done and seconds spent; 0 when there is nothing to resume.</returns>
    public (int Step, double Seconds) Restore(Student student, OptimizerHelper optimizer, List<TrainingPoint> curve)
    {
        if (!File.Exists(path))
        {
            return default;
        }

        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        try
        {
            if (reader.ReadString() != Magic || reader.ReadString() != key)
            {
                return default;
            }

            var (step, seconds) = (reader.ReadInt32(), reader.ReadDouble());
            var points = ReadCurve(reader);
            var (weights, state) = (ReadBlock(reader), ReadBlock(reader));
            LoadWeights(student, weights);
            using var block = new BinaryReader(new MemoryStream(state), Encoding.UTF8);
            optimizer.load_state_dict(block);
            curve.AddRange(points);
            return (step, seconds);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            return default;
        }
    }

    public void Delete() => File.Delete(path);

    private static void WriteCurve(BinaryWriter writer, IReadOnlyList<TrainingPoint> curve)
    {
        writer.Write(curve.Count);
        foreach (var point in curve)
        {
            writer.Write(point.Step);
            writer.Write(point.Loss);
            writer.Write(point.HeldOutLoss);
        }
    }

    private static List<TrainingPoint> ReadCurve(BinaryReader reader)
    {
        var curve = new List<TrainingPoint>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            curve.Add(new TrainingPoint(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble()));
        }

        return curve;
    }

    private static void WriteBlock(BinaryWriter writer, Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        writer.Write((int)buffer.Length);
        writer.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static byte[] ReadBlock(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var block = reader.ReadBytes(length);
        return block.Length == length ? block : throw new EndOfStreamException();
    }

    private void LoadWeights(Student student, byte[] block)
    {
        var file = $"{path}.weights";
        File.WriteAllBytes(file, block);
        try
        {
            using var weights = WeightFile.Open(file);
            student.Load(weights);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
