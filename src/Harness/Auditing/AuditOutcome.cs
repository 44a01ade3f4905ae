namespace RnnMemory.Auditing;

/// <summary>What an audit found.</summary>
/// <param name="Runs">Runs whose files were held against each other.</param>
/// <param name="Unsound">Those among them whose files do not fit together.</param>
/// <param name="Equal">Epochs trained again and equal to their records.</param>
/// <param name="Different">Epochs trained again in which something differs.</param>
/// <param name="NotReached">Epochs that were to follow a different one.</param>
public sealed record AuditOutcome(int Runs, int Unsound, int Equal, int Different, int NotReached)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsClean => Unsound == 0 && Different == 0;
}
