using System.Runtime.InteropServices;

namespace RnnMemory.Experiments.Theories;

/// <summary>
/// Ends this test process when `dotnet test` is stopped. Ctrl-C reaches it too, but the test framework would wait for the tests under way
/// although nobody sees their results any more; if `dotnet test` is killed, no signal comes at all. In both cases the runs are saved, then
/// the process ends. A second signal ends it at once.
/// </summary>
internal sealed class EndOfTests : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // 128 and the signal's number, as in shells.
    private static readonly (PosixSignal Signal, int Code)[] Signals =
        [(PosixSignal.SIGHUP, 129), (PosixSignal.SIGINT, 130), (PosixSignal.SIGQUIT, 131), (PosixSignal.SIGTERM, 143)];

    private const int Orphaned = 1;

    private readonly Func<Task> save;
    private readonly PosixSignalRegistration[] registrations;
    private readonly Timer? parentWatch;
    private int ending;

    /// <param name="save">Stops the runs; ends when they are saved.</param>
    public EndOfTests(Func<Task> save)
    {
        this.save = save;
        registrations =
        [
            .. Signals.Select(signal => PosixSignalRegistration.Create(signal.Signal, context => Handle(context, signal.Code))),
        ];
        if (!OperatingSystem.IsWindows())
        {
            int parent = ParentId();
            parentWatch = new Timer(_ => EndIfOrphaned(parent), null, LookEvery, LookEvery);
        }
    }

    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        parentWatch?.Dispose();
    }

    private void Handle(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (Interlocked.Exchange(ref ending, 1) != 0)
        {
            Environment.Exit(code);
        }

        End(code);
    }

    // A process whose parent has ended gets another parent.
    private void EndIfOrphaned(int parent)
    {
        if (ParentId() != parent && Interlocked.Exchange(ref ending, 1) == 0)
        {
            End(Orphaned);
        }
    }

    // A signal's handler must return soon, and saving takes longer.
    private void End(int code) => new Thread(() =>
    {
        try
        {
            save().GetAwaiter().GetResult();
        }
        finally
        {
            Environment.Exit(code);
        }
    })
    { IsBackground = true, Name = "end of tests" }.Start();

    [DllImport("libc", EntryPoint = "getppid")]
    private static extern int ParentId();
}
