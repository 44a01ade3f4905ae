namespace RnnMemory.Data;

/// <summary>The content of one IDX file of unsigned bytes.</summary>
/// <param name="Dimensions">The sizes in the header, e.g. [60000, 28, 28].</param>
/// <param name="Values">The bytes after the header, row-major.</param>
/// <param name="Sha256">SHA-256 of the whole uncompressed file including its header; lower-case hexadecimal.</param>
public sealed record IdxContent(IReadOnlyList<int> Dimensions, byte[] Values, string Sha256);
