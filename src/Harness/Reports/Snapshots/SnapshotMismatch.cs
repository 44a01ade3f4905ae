namespace RnnMemory.Reports.Snapshots;

/// <summary>What was computed is not what was accepted. The message shows where, and how to accept the change.</summary>
public sealed class SnapshotMismatch(string message) : Exception(message);
