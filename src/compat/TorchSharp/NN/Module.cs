using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Base of all modules: named parameters, buffers and submodules.</summary>
        public partial class Module : IDisposable
        {
            private readonly OrderedDictionary<string, Module> _submodules = [];
            private readonly OrderedDictionary<string, Parameter> _parameters = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool IsPersistent)> _buffers = [];
            private readonly string _name;
            private bool _isRegistered;
            private bool _isDisposed;

            protected Module(string name) => _name = name;

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the parameters, the buffers and the submodules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _isDisposed)
                {
                    return;
                }

                _isDisposed = true;
                foreach (var tensor in _buffers.Values.Select(b => b.Tensor).Concat(_parameters.Values))
                {
                    if (!tensor.IsInvalid)
                    {
                        tensor.DetachFromDisposeScope().Dispose();
                    }
                }

                foreach (var (_, module) in named_children())
                {
                    module.Dispose();
                }
            }

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in named_children())
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, module) in named_children())
                {
                    module.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var grad = parameter.grad;
                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        grad?.fill_(0);
                    }
                }
            }

            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _submodules.Select(m => (m.Key, m.Value));
            public virtual IEnumerable<Module> children() => named_children().Select(c => c.module);
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>All modules below this one, not itself.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(named_children().SelectMany(
                    c => c.module.named_modules().Select(m => ($"{c.name}.{m.name}", m.module))));

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var own = _parameters.Select(p => (p.Key, p.Value));
                var below = named_children().SelectMany(
                    c => c.module.named_parameters().Select(p => ($"{c.name}.{p.name}", p.parameter)));
                return Distinct(recurse ? own.Concat(below) : own);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>The persistent buffers: the real package leaves out the others whatever is asked.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                var own = _buffers.Where(b => b.Value.IsPersistent).Select(b => (b.Key, b.Value.Tensor));
                var below = named_children().SelectMany(
                    c => c.module.named_buffers().Select(b => ($"{c.name}.{b.name}", b.buffer)));
                return Distinct(recurse ? own.Concat(below) : own);
            }

            private static IEnumerable<(string, T)> Distinct<T>(IEnumerable<(string Name, T Tensor)> named)
                where T : Tensor => named.Where(n => !n.Tensor.IsInvalid).DistinctBy(n => n.Tensor.handle);
        }
    }
}
