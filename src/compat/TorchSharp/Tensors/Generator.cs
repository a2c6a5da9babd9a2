namespace TorchSharp;

public static partial class torch
{
    /// <summary>The default generator of random numbers, with the seed it was given.</summary>
    public class Generator : IDisposable
    {
        internal Generator(long seed) => initial_seed = seed;

        public long initial_seed { get; }

        public void Dispose()
        {
        }
    }
}
