namespace RnnMemory.Basics;

/// <summary>Too little memory: a limit of the machine or of its settings, not a defect of this program.</summary>
public static class OutOfMemory
{
    /// <summary>What happened and what to do.</summary>
    public const string Message = "memory ran out. Train fewer runs side by side (--workers 1), choose smaller sizes, or allow the program more memory.";

    /// <summary>Whether memory ran out, also if that stopped a task or the initialisation of a type.</summary>
    public static bool IsCauseOf(Exception error) => error switch
    {
        OutOfMemoryException => true,
        AggregateException { InnerExceptions: var all } => all.Any(IsCauseOf),
        _ => error.InnerException is { } inner && IsCauseOf(inner),
    };
}
