using System.Buffers.Binary;
using System.Security.Cryptography;
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
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Hash of parameters, accumulators, epochs finished and updates made since the start.</summary>
    public static string OfState(ReadOnlySpan<float> parameters, ReadOnlySpan<float> accumulators, int epochs, long updates)
    {
        int values = parameters.Length + accumulators.Length;
        byte[] bytes = new byte[(values * sizeof(float)) + (2 * sizeof(long))];
        LittleEndianFloats.Write(parameters, bytes);
        LittleEndianFloats.Write(accumulators, bytes.AsSpan(parameters.Length * sizeof(float)));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(values * sizeof(float)), epochs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((values * sizeof(float)) + sizeof(long)), updates);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
