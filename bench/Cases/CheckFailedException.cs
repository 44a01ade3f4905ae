namespace RnnMemory.Bench.Cases;

/// <summary>The code to be timed computes wrong values, so its speed means nothing; or it has become slow.</summary>
public sealed class CheckFailedException(string message) : Exception(message);
