namespace RnnMemory.Data;

/// <summary>The progress of a download.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Source">The file's address on the mirror.</param>
/// <param name="Received">Bytes on disk, including those of earlier attempts.</param>
/// <param name="Total">Size of the file in bytes; null if the mirror does not state it.</param>
public sealed record DownloadProgress(string File, Uri Source, long Received, long? Total);
