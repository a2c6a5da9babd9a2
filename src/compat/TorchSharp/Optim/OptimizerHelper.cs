using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the optimizers that keep state for each parameter.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Name of the optimizer, counts (LEB128), options of each group, state of each parameter.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(Groups.Count);
        writer.Write7BitEncodedInt64(_states.Count);
        Groups.ForEach(g => g.Options.SaveStateDict(writer));
        foreach (var parameter in parameters())
        {
            _states[parameter].SaveStateDict(writer);
        }
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
        {
            throw new InvalidDataException(
                $"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        }

        if (reader.Read7BitEncodedInt64() != Groups.Count || reader.Read7BitEncodedInt64() != _states.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of groups or states.", nameof(reader));
        }

        Groups.ForEach(g => g.Options.LoadStateDict(reader));
        foreach (var parameter in parameters())
        {
            _states[parameter].LoadStateDict(reader);
        }
    }

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        var loss = Loss(closure);
        using var mode = no_grad();
        foreach (var group in Groups)
        {
            foreach (var parameter in group.Parameters)
            {
                using var scope = NewDisposeScope();
                if (parameter.grad is { } grad)
                {
                    Update(group.Options, parameter, grad, _states[parameter]);
                }
            }
        }

        return loss;
    }

    private protected void Add(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        group.InitialLearningRate = group.LearningRate;
        Groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            _states.Add(parameter, newState(parameter));
        }
    }

    /// <summary>One parameter's step, without gradient history, in a dispose scope of its own.</summary>
    private protected abstract void Update(OptimizerOptions options, Parameter parameter, Tensor grad, OptimizerState state);

    protected override void Dispose(bool disposing)
    {
        foreach (var state in _states.Values)
        {
            state.Dispose();
        }

        _states.Clear();
        Groups.Clear();
    }

    private static Tensor? Loss(Func<Tensor>? closure)
    {
        if (closure is null)
        {
            return null;
        }

        using var mode = enable_grad();
        return closure();
    }
}
