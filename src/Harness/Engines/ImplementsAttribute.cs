namespace RnnMemory.Engines;

/// <summary>
/// Marks a class as one engine's implementation of a cell or an optimiser. The class has a static method Create, which its engine calls;
/// see <see cref="Implementations"/>.
/// </summary>
/// <param name="name">The name in settings, e.g. "lstm".</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ImplementsAttribute(string name) : Attribute
{
    /// <summary>The name in settings.</summary>
    public string Name => name;
}
