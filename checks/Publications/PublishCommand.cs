using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Checks.Outcomes;

namespace RnnMemory.Checks.Publications;

/// <summary>`publish`: a folder with the program for machines that have neither the repository nor the .NET SDK.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        Argument<string?> runtime = new("runtime")
        {
            Description = $"One of {string.Join(", ", PublishedRuntime.All.Select(known => known.Name))}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Command command = new("publish", "Make a folder with the program that needs no .NET SDK, to be copied to other machines.") { runtime };
        command.SetAction(parsed => Publish(PublishedRuntime.Named(parsed.GetValue(runtime))));
        return command;
    }

    private static int Publish(PublishedRuntime runtime)
    {
        string folder = Publisher.Publish(runtime);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{CurrentFolder.Shorten(folder)}: {FolderTree.Megabytes(folder):F0} MB. Copy it as a whole, and start {runtime.Program} in it."));
        return ExitCodes.Fine;
    }
}
