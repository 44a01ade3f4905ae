namespace RnnMemory.Export;

/// <summary>Finds a model's tensors in a file of another program.</summary>
internal static class ExpectedTensors
{
    /// <summary>The values of each expected tensor, by name.</summary>
    /// <param name="expected">Names and shapes; their values have no effect.</param>
    /// <param name="tensors">What the file holds, in any order.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, unknown, or of another shape.</exception>
    public static Dictionary<string, float[]> Find(IReadOnlyList<NamedTensor> expected, IReadOnlyList<NamedTensor> tensors)
    {
        if (tensors.FirstOrDefault(tensor => expected.All(known => known.Name != tensor.Name)) is { } unknown)
        {
            throw new InvalidDataException($"{unknown.Name} is not a tensor of this model");
        }

        return expected.ToDictionary(known => known.Name, known => Find(known, tensors).Values);
    }

    private static NamedTensor Find(NamedTensor expected, IReadOnlyList<NamedTensor> tensors)
    {
        NamedTensor found = tensors.FirstOrDefault(tensor => tensor.Name == expected.Name) ?? throw new InvalidDataException($"{expected.Name} is missing");
        return found.Shape.SequenceEqual(expected.Shape)
            ? found
            : throw new InvalidDataException($"{found.Name} has shape [{string.Join(", ", found.Shape)}], expected [{string.Join(", ", expected.Shape)}]");
    }
}
