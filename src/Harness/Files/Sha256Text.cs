using System.Security.Cryptography;
using System.Text;

namespace RnnMemory.Files;

/// <summary>SHA-256 as text: lower-case hexadecimal, the form of every hash in the project's files and messages.</summary>
public static class Sha256Text
{
    /// <summary>The hash of some bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of a text in UTF-8.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of everything appended so far; more can be appended afterwards.</summary>
    public static string Of(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetCurrentHash());
}
