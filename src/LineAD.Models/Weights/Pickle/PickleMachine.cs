namespace LineAD.Models.Weights.Pickle;

/// <summary>
/// A pickle interpreter that knows the opcodes and names of state dictionaries and refuses the rest. It calls nothing:
/// a "call" either makes an empty dictionary or describes a tensor.
/// </summary>
internal sealed class PickleMachine(ReadOnlyMemory<byte> bytes)
{
    private const int MaxObjects = 4_000_000;
    private static readonly object Mark = new();
    private readonly PickleReader _reader = new(bytes);
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _objects;

    /// <summary>Bytes consumed, up to and with the stop code.</summary>
    internal int Position => _reader.Position;

    /// <summary>Runs to the stop code and returns what is on the stack then.</summary>
    internal object? Run()
    {
        while (true)
        {
            var opcode = _reader.Byte();
            if (opcode == '.')
            {
                return Pop();
            }

            if (!Literal(opcode) && !Collection(opcode) && !Memo(opcode) && !Special(opcode))
            {
                throw new WeightFormatException(
                    $"pickle opcode 0x{opcode:x2} at byte {Position - 1} is not for weights; nothing was executed");
            }
        }
    }

    private bool Literal(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'N': return Push(null);
            case 0x88: return Push(true);
            case 0x89: return Push(false);
            case (byte)'J': return Push((long)_reader.Int32());
            case (byte)'K': return Push((long)_reader.Byte());
            case (byte)'M': return Push((long)_reader.UInt16());
            case 0x8a: return Push(_reader.Long(_reader.Byte()));
            case (byte)'G': return Push(_reader.Double());
            case (byte)'X': return Push(_reader.Text((uint)_reader.Int32()));
            case 0x8c: return Push(_reader.Text(_reader.Byte()));
            case (byte)'U': return Push(_reader.Text(_reader.Byte()));
            default: return false;
        }
    }

    private bool Collection(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': return Push(Mark);
            case (byte)'}': return Push(new PickleDictionary());
            case (byte)']': return Push(new List<object?>());
            case (byte)')': return Push(Array.Empty<object?>());
            case 0x85: return Push(PopMany(1));
            case 0x86: return Push(PopMany(2));
            case 0x87: return Push(PopMany(3));
            case (byte)'t': return Push(PopToMark());
            case (byte)'a': return Append([Pop()]);
            case (byte)'e': return Append(PopToMark());
            case (byte)'s': return SetItems(PopMany(2));
            case (byte)'u': return SetItems(PopToMark());
            default: return false;
        }
    }

    private bool Memo(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q': return Store(_reader.Byte());
            case (byte)'r': return Store(_reader.Int32());
            case 0x94: return Store(_memo.Count);
            case (byte)'h': return Load(_reader.Byte());
            case (byte)'j': return Load(_reader.Int32());
            default: return false;
        }
    }

    private bool Special(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: _reader.Byte(); return true;
            case 0x95: _reader.Skip(8); return true;
            case (byte)'c': return Push(new PickleGlobal(_reader.Line(), _reader.Line()).Allowed());
            case 0x93: return StackGlobal();
            case (byte)'R': return Call();
            case (byte)'b': Pop(); return true;
            case (byte)'Q': return Push(Persistent(Pop()));
            default: return false;
        }
    }

    private bool StackGlobal() => PopMany(2) is [string module, string name]
        ? Push(new PickleGlobal(module, name).Allowed())
        : throw new WeightFormatException("a name in the pickle is not text");

    private bool Call()
    {
        var arguments = Pop();
        var target = Pop();
        if (Equals(target, PickleGlobal.OrderedDict))
        {
            return Push(new PickleDictionary());
        }

        if (Equals(target, PickleGlobal.RebuildTensor))
        {
            return Push(PickleTensor.From(arguments));
        }

        return Equals(target, PickleGlobal.RebuildParameter) && arguments is object?[] { Length: > 0 } list
            ? Push(list[0])
            : throw new WeightFormatException("the pickle calls something that is not a tensor or a dictionary");
    }

    private static PickleStorage Persistent(object? id) =>
        id is object?[] { Length: >= 5 } parts && parts[0] is "storage" && parts[1] is PickleGlobal global
        && global.TryStorage(out var type) && parts[2] is string key && parts[4] is long elements and >= 0
            ? new PickleStorage(key, type, elements)
            : throw new WeightFormatException("the pickle refers to an external object that is not a storage");

    private bool Push(object? value)
    {
        if (++_objects > MaxObjects)
        {
            throw new WeightFormatException($"the pickle makes more than {MaxObjects} objects");
        }

        _stack.Add(value);
        return true;
    }

    private object? Pop()
    {
        if (_stack.Count == 0)
        {
            throw new WeightFormatException("the pickle takes a value where there is none");
        }

        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (var k = count - 1; k >= 0; k--)
        {
            values[k] = Pop();
        }

        return values;
    }

    private object?[] PopToMark()
    {
        var mark = _stack.FindLastIndex(item => ReferenceEquals(item, Mark));
        if (mark < 0)
        {
            throw new WeightFormatException("the pickle ends a list that never began");
        }

        var values = _stack.GetRange(mark + 1, _stack.Count - mark - 1).ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private bool Append(object?[] values)
    {
        (Peek() as List<object?> ?? throw new WeightFormatException("the pickle appends to no list")).AddRange(values);
        return true;
    }

    private bool SetItems(object?[] pairs)
    {
        if (Peek() is not PickleDictionary dictionary || pairs.Length % 2 != 0)
        {
            throw new WeightFormatException("the pickle sets items of something that is no dictionary");
        }

        for (var k = 0; k < pairs.Length; k += 2)
        {
            dictionary.Set(pairs[k], pairs[k + 1]);
        }

        return true;
    }

    private object? Peek()
    {
        var value = Pop();
        _stack.Add(value);
        return value;
    }

    private bool Store(int key)
    {
        _memo[key] = Peek();
        return _memo.Count <= MaxObjects;
    }

    private bool Load(int key) => _memo.TryGetValue(key, out var value)
        ? Push(value)
        : throw new WeightFormatException($"the pickle refers to object {key}, which it never made");
}
