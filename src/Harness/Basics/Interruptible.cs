namespace RnnMemory.Basics;

/// <summary>Work that takes seconds and cannot be stopped: whoever waits for it can stop waiting.</summary>
public static class Interruptible
{
    /// <summary>
    /// The work's result. After a cancellation the work goes on in the background, which does not keep the process alive.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work; it must be harmless if its result is not used.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static T Run<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Run(work, CancellationToken.None).WaitAsync(cancellation).GetAwaiter().GetResult();
}
