namespace TorchSharp;

public static partial class torch
{
    /// <summary>The default generator of random numbers, with the seed it was given.</summary>
    public class Generator : IDisposable
    {
        private readonly long _seed;

        internal Generator(long seed) => _seed = seed;

        public void Dispose()
        {
        }
    }
}
