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
                ThrowIfKnown(!_buffers.TryAdd(name, (tensor, persistent)), "Tensor", name);
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                ThrowIfKnown(!_parameters.TryAdd(name, param), "Parameter", name);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _submodules.Remove(name);
                    return;
                }

                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"A module name can't be empty or contain a dot, got: '{name}'.", nameof(name));
                }

                submodule.RegisterComponents();
                ThrowIfKnown(!_submodules.TryAdd(name, submodule), "Sub-module", name);
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
                where T : Tensor => _parameters.TryGetValue(name, out var parameter)
                    ? parameter as T
                    : _buffers.TryGetValue(name, out var buffer) ? buffer.Tensor as T : null;

            /// <summary>Registers in place of what the name held; that is disposed. Null only removes.</summary>
            private protected void Replace(string name, Tensor? tensor)
            {
                var old = Registered<Tensor>(name);
                if (tensor is null)
                {
                    _parameters.Remove(name);
                    _buffers.Remove(name);
                }
                else if (tensor.DetachFromDisposeScope() is Parameter parameter)
                {
                    _parameters[name] = parameter;
                }
                else
                {
                    _buffers[name] = (tensor, !_buffers.TryGetValue(name, out var buffer) || buffer.IsPersistent);
                }

                if (old is not null && !ReferenceEquals(old, tensor))
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
            private bool IsKnown(string name) =>
                _submodules.ContainsKey(name) || Registered<Tensor>(name) is not null;

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
