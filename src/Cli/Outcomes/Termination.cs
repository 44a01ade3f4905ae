using System.Runtime.InteropServices;

namespace RnnMemory.Cli.Outcomes;

/// <summary>
/// Turns the first SIGINT, SIGTERM, SIGHUP or SIGQUIT into a cancellation; the second ends the program at once. A program that was started
/// to ignore SIGHUP, as nohup does, goes on ignoring it.
/// </summary>
internal sealed class Termination : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int exitCode;

    public Termination() => registrations =
    [
        .. ExitCodes.OfSignals.Select(signal => PosixSignalRegistration.Create(signal.Key, context => Handle(context, signal.Value))),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The signal's exit code (<see cref="ExitCodes.OfSignals"/>); 0 before a signal.</summary>
    public int ExitCode => exitCode;

    /// <summary>Runs before the program ends, even at once, e.g. to show the cursor again.</summary>
    public Action? BeforeExit { get; set; }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Handle(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref exitCode, code, 0) == 0)
        {
            source.Cancel();
            return;
        }

        BeforeExit?.Invoke();
        Environment.Exit(code);
    }
}
