using System.Text;
using LineAD.Models.Networks;
using LineAD.Models.Weights;
using TorchSharp.Modules;

namespace LineAD.Training.Learning;

/// <summary>
/// The state of a run in one file: key of the run, step, optimiser, weights. Written beside and renamed, so a kill
/// leaves the old one or the new one; an unreadable or foreign file starts the run anew.
/// </summary>
internal sealed class Checkpoint(string path, string key)
{
    private const string Magic = "LineAD checkpoint 1";

    public void Save(int step, Student student, OptimizerHelper optimizer)
    {
        var temporary = $"{path}.part";
        using (var stream = File.Create(temporary))
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(key);
            writer.Write(step);
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

    /// <summary>Restores student and optimiser.</summary>
    /// <returns>Steps done; 0 when there is nothing to resume.</returns>
    public int Restore(Student student, OptimizerHelper optimizer)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        try
        {
            if (reader.ReadString() != Magic || reader.ReadString() != key)
            {
                return 0;
            }

            var step = reader.ReadInt32();
            LoadWeights(student, ReadBlock(reader));
            using var block = new BinaryReader(new MemoryStream(ReadBlock(reader)), Encoding.UTF8);
            optimizer.load_state_dict(block);
            return step;
        }
        catch (EndOfStreamException)
        {
            return 0;
        }
    }

    public void Delete() => File.Delete(path);

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
