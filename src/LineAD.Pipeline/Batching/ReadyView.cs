using LineAD.Core.Scoring;
using LineAD.Pipeline.Decoding;
using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Stations;

namespace LineAD.Pipeline.Batching;

/// <summary>A decoded view waiting for the device. Owns its image.</summary>
internal sealed class ReadyView(DecodeJob job, DecodedImage image, ITeacherGroup group, long readyAt) : IDisposable
{
    private bool _isTaken;

    public Part Part { get; } = job.Part;

    public CameraRuntime Camera { get; } = job.Camera;

    public FrameTicket Ticket { get; } = job.Ticket;

    public bool Alone { get; } = job.Alone;

    public DecodedImage Image { get; } = image;

    /// <summary>The group whose input the image has.</summary>
    public ITeacherGroup Group { get; } = group;

    public long ReadyAt { get; } = readyAt;

    public long CutOff => Part.CutOff;

    /// <summary>The image, which is the caller's from here on.</summary>
    public DecodedImage TakeImage()
    {
        _isTaken = true;
        return Image;
    }

    public void Dispose()
    {
        if (!_isTaken)
        {
            Image.Dispose();
        }
    }
}
