namespace RnnMemory.Data;

/// <summary>How far a download has come.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Source">The mirror's address of it.</param>
/// <param name="Received">Bytes on disk, those of an earlier attempt included.</param>
/// <param name="Total">Bytes in all, when the mirror says so.</param>
public sealed record DownloadProgress(string File, Uri Source, long Received, long? Total);
