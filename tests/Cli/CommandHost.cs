using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>
/// Runs commands of the command line for tests that look at output, exit code and files: one after the other in a process that is started
/// once, since to start one takes longer than most commands. What is about a process (signals, closed streams, variables that the runtime
/// reads, a data set that changes between two commands) needs one of its own: <see cref="CliProcess"/>.
/// </summary>
internal sealed class CommandHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // They end with the tests' process, which holds their input open.
    private static readonly ConcurrentBag<CommandHost> Idle = [];

    // Each compiles the commands for itself, so more of them than processors would cost more than they bring.
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    private readonly Process process;

    private CommandHost()
    {
        InheritedSignals.Restore();
        ProcessStartInfo start = new("dotnet", [typeof(CommandHost).Assembly.Location, CommandServer.Argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        CliProcess.RemoveVariables(start);
        process = Process.Start(start)!;
    }

    /// <summary>Runs a command in the repository's root.</summary>
    public static CliResult Run(params IEnumerable<string> arguments) => Run(arguments, new Dictionary<string, string>(), RepositoryRoot.Find());

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="environment">Variables that the command reads itself.</param>
    /// <param name="folder">The current folder.</param>
    public static CliResult Run(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder)
    {
        Assert.DoesNotContain(environment.Keys, name => name.StartsWith("DOTNET_", StringComparison.Ordinal) || name.StartsWith("LD_", StringComparison.Ordinal));
        Free.Wait();
        try
        {
            CommandHost host = Idle.TryTake(out CommandHost? idle) ? idle : new CommandHost();
            CliResult result = host.Answer(new AskedCommand([.. arguments], environment, folder));
            Idle.Add(host);
            return result;
        }
        finally
        {
            Free.Release();
        }
    }

    // A host that does not answer is not used again.
    private CliResult Answer(AskedCommand asked)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(asked));
        process.StandardInput.Flush();
        Task<string?> answer = process.StandardOutput.ReadLineAsync();
        if (!answer.Wait(Patience))
        {
            process.Kill();
            throw new TimeoutException($"No end of '{string.Join(' ', asked.Arguments)}' after {Patience}.");
        }

        return answer.Result is { } line
            ? JsonSerializer.Deserialize<CliResult>(line)!
            : throw new InvalidOperationException($"'{string.Join(' ', asked.Arguments)}' ended the process that ran it.");
    }
}

/// <summary>A command that a test asks for.</summary>
internal sealed record AskedCommand(string[] Arguments, IReadOnlyDictionary<string, string> Environment, string Folder);
