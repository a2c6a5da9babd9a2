namespace Prometheus;

/// <summary>A double that many threads change.</summary>
internal struct AtomicDouble
{
    private long _bits;

    public double Value
    {
        readonly get => BitConverter.Int64BitsToDouble(Volatile.Read(in _bits));
        set => Volatile.Write(ref _bits, BitConverter.DoubleToInt64Bits(value));
    }

    public void Add(double increment)
    {
        while (true)
        {
            var old = Volatile.Read(ref _bits);
            var sum = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(old) + increment);
            if (Interlocked.CompareExchange(ref _bits, sum, old) == old)
            {
                return;
            }
        }
    }

    public void RaiseTo(double target) => MoveTo(target, up: true);

    public void LowerTo(double target) => MoveTo(target, up: false);

    private void MoveTo(double target, bool up)
    {
        while (true)
        {
            var old = Volatile.Read(ref _bits);
            var value = BitConverter.Int64BitsToDouble(old);
            if ((up ? value >= target : value <= target)
                || Interlocked.CompareExchange(ref _bits, BitConverter.DoubleToInt64Bits(target), old) == old)
            {
                return;
            }
        }
    }
}
