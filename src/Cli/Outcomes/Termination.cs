using System.Runtime.InteropServices;

namespace RnnMemory.Cli.Outcomes;

/// <summary>Turns the first SIGINT or SIGTERM into a cancellation; the second ends the program at once.</summary>
internal sealed class Termination : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private int exitCode;

    public Termination() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, ExitCodes.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, ExitCodes.Terminated)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>130 or 143 after a signal.</summary>
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
