using System.Collections.Concurrent;
using System.Reflection;
using RnnMemory.Basics;

namespace RnnMemory.Experiments.Framework;

/// <summary>The tables and figures of an experiment, found by <see cref="ShownAttribute"/>.</summary>
public static class ShownItems
{
    private const string Method = "Items";

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<MethodInfo>> Found = new();

    /// <summary>What the marked classes beside an experiment declare, in the order of their places.</summary>
    /// <typeparam name="TSettings">The type of the experiment's settings.</typeparam>
    /// <param name="experiment">The experiment's class.</param>
    /// <param name="settings">Its settings.</param>
    /// <exception cref="InvalidOperationException">Two classes want the same place, or one has no such method.</exception>
    public static IReadOnlyList<Item> Of<TSettings>(Type experiment, TSettings settings) =>
    [
        .. Found.GetOrAdd(experiment, static experiment => MethodsBeside(experiment))
            .SelectMany(method => method.CreateDelegate<Func<TSettings, IReadOnlyList<Item>>>()(settings)),
    ];

    private static IReadOnlyList<MethodInfo> MethodsBeside(Type experiment)
    {
        SortedDictionary<int, Type> places = [];
        foreach (Type type in AssemblyTypes.BesideOf(experiment))
        {
            if (type.GetCustomAttribute<ShownAttribute>() is { Place: int place } && !places.TryAdd(place, type))
            {
                throw new InvalidOperationException($"{places[place].Name} and {type.Name} of {experiment.Name} both want place {place}; give one another number.");
            }
        }

        return
        [
            .. places.Values.Select(type => type.GetMethod(Method, BindingFlags.Public | BindingFlags.Static)
                ?? throw new InvalidOperationException($"{type.Name} is marked as shown, but has no public static method {Method}.")),
        ];
    }
}
