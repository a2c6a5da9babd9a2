namespace OpenCvSharp;

/// <summary>Element type of a Mat: the depth in the low three bits, channels - 1 above them.</summary>
public readonly record struct MatType(int value)
{
    // Named like the parameter, so that the record makes no public property of it.
    private readonly int value = value;

    public const int CV_8U = 0;
    public const int CV_8S = 1;
    public const int CV_16U = 2;
    public const int CV_16S = 3;
    public const int CV_32S = 4;
    public const int CV_32F = 5;
    public const int CV_64F = 6;

    public static readonly MatType CV_8UC1 = CV_8UC(1);
    public static readonly MatType CV_8UC2 = CV_8UC(2);
    public static readonly MatType CV_8UC3 = CV_8UC(3);
    public static readonly MatType CV_8UC4 = CV_8UC(4);
    public static readonly MatType CV_16UC1 = MakeType(CV_16U, 1);
    public static readonly MatType CV_16UC3 = MakeType(CV_16U, 3);
    public static readonly MatType CV_32SC1 = MakeType(CV_32S, 1);
    public static readonly MatType CV_32FC1 = CV_32FC(1);
    public static readonly MatType CV_32FC3 = CV_32FC(3);
    public static readonly MatType CV_64FC1 = MakeType(CV_64F, 1);

    public int Value => value;

    public int Depth => Value & 7;

    public int Channels => (Value >> 3) + 1;

    public static implicit operator MatType(int value) => new(value);

    public static MatType CV_8UC(int ch) => MakeType(CV_8U, ch);

    public static MatType CV_32FC(int ch) => MakeType(CV_32F, ch);

    public static MatType MakeType(int depth, int channels)
    {
        if (channels is < 1 or > 512)
        {
            throw new OpenCvSharpException($"Channels count should be 1..512, not {channels}.");
        }

        return new MatType((depth & 7) + ((channels - 1) << 3));
    }

    public int ToInt32() => Value;

    public override string ToString()
    {
        var name = Depth switch
        {
            CV_8U => "CV_8U",
            CV_8S => "CV_8S",
            CV_16U => "CV_16U",
            CV_16S => "CV_16S",
            CV_32S => "CV_32S",
            CV_32F => "CV_32F",
            CV_64F => "CV_64F",
            _ => "CV_USRTYPE1",
        };
        return $"{name}C{Channels}";
    }
}
