using RnnMemory.Basics;

namespace RnnMemory.Checks.Fuzz;

/// <summary>A reader of something that may have been damaged or forged.</summary>
/// <param name="Name">E.g. "idx".</param>
/// <param name="Valid">Valid files, from which the mutations start.</param>
/// <param name="Read">
/// Reads one input, in a scratch folder of its own, and returns whether it was accepted. Bad input makes it return false or throw
/// <see cref="UserError"/> or <see cref="InvalidDataException"/>; anything else is a defect.
/// </param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Valid, Func<byte[], string, bool> Read);
