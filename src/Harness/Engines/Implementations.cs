using System.Collections.Concurrent;
using System.Reflection;
using RnnMemory.Basics;

namespace RnnMemory.Engines;

/// <summary>
/// Finds an engine's implementation of a cell or an optimiser by the name in <see cref="ImplementsAttribute"/>, so that a new one needs
/// only a new file and no entry in a list.
/// </summary>
public static class Implementations
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, Type>> Found = new();

    /// <summary>The method Create of the class in that family that implements the name; null if there is none.</summary>
    /// <typeparam name="TFactory">The delegate type that Create fits.</typeparam>
    /// <param name="family">
    /// The abstract base class, in the assembly and namespace that are searched; its open definition where it is generic.
    /// </param>
    /// <param name="name">The name in settings.</param>
    /// <param name="arguments">The type arguments of a generic family.</param>
    public static TFactory? Find<TFactory>(Type family, string name, params Type[] arguments)
        where TFactory : Delegate => Of(family).GetValueOrDefault(name) is { } type
            ? Create<TFactory>(arguments.Length == 0 ? type : type.MakeGenericType(arguments))
            : null;

    /// <summary>Like <see cref="Find"/>, for an engine that requires the implementation.</summary>
    /// <param name="engine">The engine's name, for the message.</param>
    /// <param name="kind">"cell" or "optimiser", for the message.</param>
    /// <param name="family">The abstract base class.</param>
    /// <param name="name">The name in settings.</param>
    /// <param name="arguments">The type arguments of a generic family.</param>
    /// <exception cref="UserError">The engine has no implementation of that name.</exception>
    public static TFactory Get<TFactory>(string engine, string kind, Type family, string name, params Type[] arguments)
        where TFactory : Delegate
    {
        string known = string.Join(", ", Of(family).Keys.Order(StringComparer.Ordinal));
        return Find<TFactory>(family, name, arguments)
            ?? throw new UserError($"The engine '{engine}' has no {kind} '{name}', only {known}. Choose another engine.");
    }

    private static IReadOnlyDictionary<string, Type> Of(Type family) => Found.GetOrAdd(family, static family => (
        from type in AssemblyTypes.DerivedFrom(family)
        let implements = type.GetCustomAttribute<ImplementsAttribute>()
        where implements is not null
        select (implements.Name, type)).ToDictionary(StringComparer.Ordinal));

    private static TFactory Create<TFactory>(Type type)
        where TFactory : Delegate
    {
        const string Method = "Create";
        MethodInfo create = type.GetMethod(Method, BindingFlags.Public | BindingFlags.Static)
            ?? throw new InvalidOperationException($"{type.Name} has no public static method {Method}.");
        return create.CreateDelegate<TFactory>();
    }
}
