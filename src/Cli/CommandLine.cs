using System.CommandLine;
using System.CommandLine.Parsing;
using RnnMemory.Basics;
using RnnMemory.Cli.Commands;
using RnnMemory.Cli.Outcomes;

namespace RnnMemory.Cli;

/// <summary>Reads the command line, runs a command and turns errors into one line and an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        StandardStreams streams = StandardStreams.Open();
        return streams.Conclude(Guarded(args, () => Invoke(args)));
    }

    private static int Invoke(string[] args)
    {
        string[] given = args.Length == 0 ? ["--help"] : args;
        ParseResult parsed = Root(given[0]).Parse(given, new ParserConfiguration { ResponseFileTokenReplacer = null });
        Check(parsed);
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>The command's exit code; an exception is reported in one line and gives its own exit code.</summary>
    internal static int Guarded(string[] args, Func<int> command)
    {
        try
        {
            return ThisProgram.Errors.Guard(command);
        }
        catch (Exception error)
        {
            ThisProgram.Errors.Print($"a defect of this program: {error.Message} Details: {CrashReport.Write(error, args)}");
            return ExitCodes.Crash;
        }
    }

    /// <summary>The commands by their names, in the order of the help.</summary>
    internal static IReadOnlyList<(string Name, Func<Command> Create)> Commands { get; } =
    [
        ("run", RunCommand.Create),
        ("submit", SubmitCommand.Create),
        ("status", StatusCommand.Create),
        ("show", ShowCommand.Create),
        ("compare", CompareCommand.Create),
        ("list", ListCommand.Create),
        ("settings", SettingsCommand.Create),
        ("accept", AcceptCommand.Create),
        ("record", RecordCommand.Create),
        ("export", ExportCommand.Create),
        ("audit", AuditCommand.Create),
        ("fingerprint", FingerprintCommand.Create),
        ("data", DataCommand.Create),
        ("documents", DocumentsCommand.Create),
        ("verdict", VerdictCommand.Create),
        ("report", ReportCommand.Create),
    ];

    // To make the others takes longer than many a command; only help and the names near an unknown one need them.
    private static RootCommand Root(string name)
    {
        RootCommand root = new($"""
            Trains the experiments of "Experimental Evaluation of Memory Capacity of Recurrent Neural Networks" and
            draws their tables and figures.

            {ExitCodes.Help}
            """);
        bool isKnown = Commands.Any(command => command.Name == name);
        foreach ((string known, Func<Command> create) in Commands)
        {
            if (!isKnown || known == name)
            {
                root.Add(create());
            }
        }

        return root;
    }

    private static void Check(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<string> arguments = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument).Select(token => token.Value);
        if (arguments.FirstOrDefault(value => value.TrimStart('-') is [>= 'A', ..] word && word != value) is string option)
        {
            throw UserError.Unknown("option", option, command.Options.Select(known => known.Name));
        }

        if (parsed.UnmatchedTokens.FirstOrDefault() is string unmatched && command.Subcommands.Count > 0)
        {
            throw UserError.Unknown("command", unmatched, command.Subcommands.Select(known => known.Name));
        }

        if (parsed.Errors.FirstOrDefault() is { } error)
        {
            throw new UserError(WrongNumber(error.SymbolResult) ?? error.Message);
        }
    }

    // The library's own message names .NET types. Null if the error is another one.
    private static string? WrongNumber(SymbolResult? result)
    {
        if (result is not OptionResult { Tokens: [{ Value: { } value }] } given)
        {
            return null;
        }

        string? expected = Type.GetTypeCode(Nullable.GetUnderlyingType(given.Option.ValueType) ?? given.Option.ValueType) switch
        {
            TypeCode.Int32 => "a whole number below 2^31",
            TypeCode.Int64 => "a whole number below 2^63",
            TypeCode.Boolean => "true or false",
            _ => null,
        };
        return expected is null ? null : $"{given.Option.Name}: expected {expected}, got '{value}'.";
    }
}
