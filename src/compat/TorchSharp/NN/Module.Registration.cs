using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private const BindingFlags Fields =
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                ThrowIfKnown(_buffers.Exists(b => b.Name == name), "Tensor", name);
                _buffers.Add((name, tensor, persistent));
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                ThrowIfKnown(_parameters.Exists(p => p.Name == name), "Parameter", name);
                _parameters.Add((name, param));
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _submodules.RemoveAll(m => m.Name == name);
                    return;
                }

                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"A module name can't be empty or contain a dot, got: '{name}'.", nameof(name));
                }

                ThrowIfKnown(_submodules.Exists(m => m.Name == name), "Sub-module", name);
                submodule.RegisterComponents();
                _submodules.Add((name, submodule));
            }

            /// <summary>Registers every field that holds a module, a parameter or a tensor, under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                if (_isRegistered)
                {
                    return;
                }

                _isRegistered = true;
                foreach (var field in ComponentFields())
                {
                    var name = NameOf(field);
                    if (!IsKnown(name))
                    {
                        Register(name, field.GetValue(this));
                    }
                }
            }

            /// <summary>The tensor registered under a name, null when there is none.</summary>
            private protected T? Registered<T>(string name)
                where T : Tensor
            {
                foreach (var (n, parameter) in _parameters)
                {
                    if (n == name)
                    {
                        return parameter as T;
                    }
                }

                foreach (var (n, tensor, _) in _buffers)
                {
                    if (n == name)
                    {
                        return tensor as T;
                    }
                }

                return null;
            }

            /// <summary>Registers in place of what the name held; that is disposed. Null only removes.</summary>
            private protected void Replace(string name, Tensor? tensor, bool persistent = true)
            {
                var old = Registered<Tensor>(name);
                tensor?.DetachFromDisposeScope();
                var at = _parameters.FindIndex(p => p.Name == name);
                var bufferAt = _buffers.FindIndex(b => b.Name == name);
                switch (tensor)
                {
                    case null:
                        _parameters.RemoveAll(p => p.Name == name);
                        _buffers.RemoveAll(b => b.Name == name);
                        break;
                    case Parameter p when at >= 0:
                        _parameters[at] = (name, p);
                        break;
                    case Parameter p:
                        _parameters.Add((name, p));
                        break;
                    case var t when bufferAt >= 0:
                        _buffers[bufferAt] = (name, t, _buffers[bufferAt].Persistent);
                        break;
                    default:
                        _buffers.Add((name, tensor, persistent));
                        break;
                }

                if (old is not null && old != tensor)
                {
                    old.Dispose();
                }
            }

            private static void ThrowIfKnown(bool isKnown, string kind, string name)
            {
                if (isKnown)
                {
                    throw new InvalidOperationException($"{kind} {name} is already registered.");
                }
            }

            private static string NameOf(FieldInfo field) =>
                field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
            private bool IsKnown(string name) => _submodules.Exists(m => m.Name == name)
                || _parameters.Exists(p => p.Name == name) || _buffers.Exists(b => b.Name == name);

            private void Register(string name, object? value)
            {
                switch (value)
                {
                    case Module module:
                        register_module(name, module);
                        break;
                    case Parameter parameter:
                        register_parameter(name, parameter);
                        break;
                    case Tensor tensor:
                        register_buffer(name, tensor);
                        break;
                }
            }

            private IEnumerable<FieldInfo> ComponentFields()
            {
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(Fields))
                    {
                        yield return field;
                    }
                }
            }
        }
    }
}
