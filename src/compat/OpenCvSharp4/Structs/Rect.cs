namespace OpenCvSharp;

/// <summary>A rectangle of pixels: left, top, width, height.</summary>
public record struct Rect(int X, int Y, int Width, int Height)
{
    public int X = X;
    public int Y = Y;
    public int Width = Width;
    public int Height = Height;

    public Rect(Point location, Size size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public int Left
    {
        readonly get => X;
        set => X = value;
    }

    public int Top
    {
        readonly get => Y;
        set => Y = value;
    }

    public readonly int Right => X + Width;

    public readonly int Bottom => Y + Height;
}
