using RnnMemory.Basics;

namespace RnnMemory.Tasks;

/// <summary>The seven ways to turn an image into a sequence (section 3.2).</summary>
public enum Representation
{
    /// <summary>Step t is row t, from the top; features from the left.</summary>
    Original,

    /// <summary>Step t is column t, from the left; features from the top.</summary>
    Transposed,

    /// <summary>Step t is row p[t].</summary>
    OriginalPermuted,

    /// <summary>Step t is column p[t].</summary>
    TransposedPermuted,

    /// <summary>One pixel a step, row by row; "Sequential MNIST".</summary>
    Flattened,

    /// <summary>One pixel a step, column by column.</summary>
    TransposedFlattened,

    /// <summary>Step t is step p[t] of <see cref="Flattened"/>; "Permuted MNIST".</summary>
    FlattenedPermuted,
}

/// <summary>Names and shapes of the representations.</summary>
public static class Representations
{
    private static readonly Dictionary<string, Representation> ByName = new(StringComparer.Ordinal)
    {
        ["original"] = Representation.Original,
        ["transposed"] = Representation.Transposed,
        ["original-permuted"] = Representation.OriginalPermuted,
        ["transposed-permuted"] = Representation.TransposedPermuted,
        ["flattened"] = Representation.Flattened,
        ["transposed-flattened"] = Representation.TransposedFlattened,
        ["flattened-permuted"] = Representation.FlattenedPermuted,
    };

    /// <summary>Every name that <see cref="Parse"/> accepts.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The representation of that name.</summary>
    /// <exception cref="UserError">No representation has that name.</exception>
    public static Representation Parse(string name) =>
        ByName.TryGetValue(name, out Representation representation) ? representation : throw UserError.Unknown("representation", name, Names);

    /// <summary>The name of a representation in settings, run ids and traits.</summary>
    public static string Name(this Representation representation) => ByName.First(pair => pair.Value == representation).Key;

    /// <summary>Whether its steps are permuted.</summary>
    public static bool IsPermuted(this Representation representation) =>
        representation is Representation.OriginalPermuted or Representation.TransposedPermuted or Representation.FlattenedPermuted;

    /// <summary>The representation whose steps this one permutes; the same representation if it is not permuted.</summary>
    public static Representation Base(this Representation representation) => representation switch
    {
        Representation.OriginalPermuted => Representation.Original,
        Representation.TransposedPermuted => Representation.Transposed,
        Representation.FlattenedPermuted => Representation.Flattened,
        Representation.Original or Representation.Transposed => representation,
        Representation.Flattened or Representation.TransposedFlattened => representation,
        _ => throw Unknown(representation),
    };

    /// <summary>T, the time steps, and I, the inputs of a step, for images of rows x columns pixels.</summary>
    public static (int Steps, int Width) Shape(this Representation representation, int rows, int columns) => representation.Base() switch
    {
        Representation.Original => (rows, columns),
        Representation.Transposed => (columns, rows),
        Representation.Flattened or Representation.TransposedFlattened => (rows * columns, 1),
        _ => throw Unknown(representation),
    };

    private static ArgumentOutOfRangeException Unknown(Representation representation) =>
        new(nameof(representation), representation, "There is no such representation.");
}
