using System.Text.Json;
using RnnMemory.Cli;

namespace RnnMemory.Tests.Cli;

/// <summary>The other end of a <see cref="CommandHost"/>: reads commands, a line of JSON each, and answers with a line of JSON each.</summary>
internal static class CommandServer
{
    /// <summary>The only argument of the tests' program when it serves commands.</summary>
    public const string Argument = "serve-commands";

    /// <summary>Answers until the input ends.</summary>
    public static int Run()
    {
        using StreamReader questions = new(Console.OpenStandardInput());
        using StreamWriter answers = new(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetIn(TextReader.Null);
        while (questions.ReadLine() is { } line)
        {
            answers.WriteLine(JsonSerializer.Serialize(Answer(JsonSerializer.Deserialize<AskedCommand>(line)!)));
        }

        return 0;
    }

    private static CliResult Answer(AskedCommand asked)
    {
        using StringWriter output = new(), errors = new();
        Console.SetOut(output);
        Console.SetError(errors);
        Environment.CurrentDirectory = asked.Folder;
        (string Name, string? Before)[] variables = [.. asked.Environment.Keys.Select(name => (name, Environment.GetEnvironmentVariable(name)))];
        foreach ((string name, string value) in asked.Environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        int exitCode = CommandLine.Run(asked.Arguments);
        foreach ((string name, string? before) in variables)
        {
            Environment.SetEnvironmentVariable(name, before);
        }

        // No folder can be deleted on Windows that is a process's current one.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        return new CliResult(exitCode, output.ToString(), errors.ToString());
    }
}
