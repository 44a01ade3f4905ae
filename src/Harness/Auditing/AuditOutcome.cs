namespace RnnMemory.Auditing;

/// <summary>The result of an audit.</summary>
/// <param name="Runs">Runs whose files were checked against each other.</param>
/// <param name="Unsound">Runs among them whose files contradict each other.</param>
/// <param name="Equal">Epochs trained again and equal to their records.</param>
/// <param name="Different">Epochs trained again in which something differs.</param>
/// <param name="NotReached">Epochs that were not trained because an earlier epoch of the replay differed.</param>
public sealed record AuditOutcome(int Runs, int Unsound, int Equal, int Different, int NotReached)
{
    /// <summary>Whether the audit found nothing wrong.</summary>
    public bool IsClean => Unsound == 0 && Different == 0;
}
