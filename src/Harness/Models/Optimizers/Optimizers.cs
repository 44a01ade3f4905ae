using System.Reflection;
using RnnMemory.Basics;

namespace RnnMemory.Models;

/// <summary>
/// The known optimisers: every subclass of <see cref="Optimizer"/> in its namespace, found by its static property Instance.
/// </summary>
public static class Optimizers
{
    /// <summary>The optimiser of the paper, which stored specs do not name.</summary>
    public static Optimizer Default => RmsProp.Instance;

    /// <summary>Every optimiser, the default one first, the others by name.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
    [
        .. from type in AssemblyTypes.DerivedFrom(typeof(Optimizer))
           let optimizer = Instance(type)
           orderby optimizer != Default, optimizer.Name
           select optimizer,
    ];

    /// <summary>Every name that <see cref="Parse"/> accepts.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. All.Select(optimizer => optimizer.Name)];

    /// <summary>The optimiser of that name.</summary>
    /// <exception cref="UserError">No optimiser has that name.</exception>
    public static Optimizer Parse(string name) =>
        All.FirstOrDefault(optimizer => optimizer.Name == name) ?? throw UserError.Unknown("optimizer", name, Names);

    private static Optimizer Instance(Type type) =>
        (Optimizer?)type.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
        ?? throw new InvalidOperationException($"{type.Name} has no public static property Instance.");
}
