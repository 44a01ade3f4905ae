using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Checks.Damage;
using RnnMemory.Checks.Elementary;
using RnnMemory.Checks.Fuzz;
using RnnMemory.Checks.Kills;
using RnnMemory.Checks.Matrix;
using RnnMemory.Checks.Publications;
using RnnMemory.Checks.Scale;

namespace RnnMemory.Checks;

/// <summary>The longer checks of the promises. Each ends with one line that says how much was compared.</summary>
internal static class ChecksCommand
{
    public static int Run(string[] args) => new ProgramErrors("checks").Guard(() =>
    {
        ParseResult parsed = Root().Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.FirstOrDefault() is { } error
            ? throw new UserError($"{error.Message} See --help.")
            : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    });

    private static RootCommand Root() => new("""
        Checks of what this harness promises, longer than the tests have time for.

        Exit codes: 0 everything held, 1 something did not, 2 bad input.
        """)
    {
        MatrixCommand.Create(),
        ElementaryCommand.Create(),
        KillsCommand.Create(),
        DamageCommand.Create(),
        FuzzCommand.Create(),
        PublishCommand.Create(),
        PublicationCommand.Create(),
        ScaleCommand.Create(),
    };
}
