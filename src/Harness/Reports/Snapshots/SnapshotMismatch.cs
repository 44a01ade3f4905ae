namespace RnnMemory.Reports.Snapshots;

/// <summary>A computed result differs from the accepted snapshot. The message shows where, and how to accept the change.</summary>
public sealed class SnapshotMismatch(string message) : Exception(message);
