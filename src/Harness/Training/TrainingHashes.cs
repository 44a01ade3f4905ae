using System.Buffers.Binary;
using RnnMemory.Files;

namespace RnnMemory.Training;

/// <summary>
/// The fingerprints of a run's epochs, as lower-case hexadecimal SHA-256. Values are hashed as little-endian binary32 in
/// declared order, counters as little-endian 64-bit integers.
/// </summary>
public static class TrainingHashes
{
    /// <summary>Hash of all parameters.</summary>
    public static string OfParameters(ReadOnlySpan<float> parameters)
    {
        byte[] bytes = new byte[parameters.Length * sizeof(float)];
        LittleEndianFloats.Write(parameters, bytes);
        return Sha256Text.Of(bytes);
    }

    /// <summary>Hash of parameters, the optimiser's slots, epochs finished and updates made since the start.</summary>
    public static string OfState(float[] parameters, IReadOnlyList<float[]> slots, int epochs, long updates)
    {
        int tensorBytes = parameters.Length * sizeof(float);
        byte[] bytes = new byte[((1 + slots.Count) * tensorBytes) + (2 * sizeof(long))];
        Span<byte> rest = bytes;
        foreach (float[] values in slots.Prepend(parameters))
        {
            LittleEndianFloats.Write(values, rest);
            rest = rest[tensorBytes..];
        }

        BinaryPrimitives.WriteInt64LittleEndian(rest, epochs);
        BinaryPrimitives.WriteInt64LittleEndian(rest[sizeof(long)..], updates);
        return Sha256Text.Of(bytes);
    }
}
