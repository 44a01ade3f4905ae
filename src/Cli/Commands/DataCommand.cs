using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Progress;
using RnnMemory.Data;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory data`: finds, verifies and downloads MNIST.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        Command where = new("where", "Show the folders that are searched for MNIST and the files that are found.");
        where.SetAction(_ => Where(DataFolders.Default()));
        Command verify = new("verify", "Check the SHA-256 of MNIST's four files.");
        verify.SetAction(_ => Verify(DataFolders.Default()));
        Command fetch = new("fetch", "Download the files of MNIST that are missing or damaged, then verify all; a broken download goes on where it stopped.");
        fetch.SetAction(_ => Fetch(DataFolders.Default()));
        return new Command("data", "Find, verify and download the MNIST data set; the small digits are part of the program.") { where, verify, fetch };
    }

    private static void Where(DataFolders folders)
    {
        Console.WriteLine("Searched, in this order:");
        foreach (string folder in folders.Of(Data.Mnist.Name))
        {
            Console.WriteLine($"  {folder}");
        }

        Console.WriteLine($"Downloads go to {folders.Downloads(Data.Mnist.Name)}");
        foreach ((MnistFile file, string? path) in Find(folders))
        {
            Console.WriteLine($"{file.Name,-24} {path ?? "not found"}");
        }
    }

    private static void Verify(DataFolders folders)
    {
        int wrong = 0;
        foreach ((MnistFile file, string? path) in Find(folders))
        {
            string state = path is null ? "missing" : Check(file, path);
            wrong += state == Fine ? 0 : 1;
            Console.WriteLine($"{file.Name,-24} {state,-8} {(path is null ? "" : path)}".TrimEnd());
        }

        if (wrong > 0)
        {
            throw new UserError($"{wrong} of {Data.Mnist.Files.Count} files are missing or damaged: {Launcher.Here("data fetch")} downloads them.");
        }
    }

    private static int Fetch(DataFolders folders)
    {
        using Termination termination = new();
        try
        {
            string? failure = new MnistDownload(folders)
                .Fetch(repair: true, new DownloadLines(Console.Out), termination.Token).GetAwaiter().GetResult();
            if (failure is not null)
            {
                throw new UserError(failure);
            }
        }
        catch (OperationCanceledException) when (termination.ExitCode != 0)
        {
            Console.WriteLine("Stopped; the same command goes on from here.");
            return termination.ExitCode;
        }

        Verify(folders);
        return ExitCodes.Fine;
    }

    private const string Fine = "ok";

    private static string Check(MnistFile file, string path)
    {
        try
        {
            IdxImageSet.ReadVerified(path, file.Rank, file.Sha256);
            return Fine;
        }
        catch (UserError error)
        {
            ThisProgram.Errors.Print(error.Message);
            return "DAMAGED";
        }
    }

    private static IEnumerable<(MnistFile File, string? Path)> Find(DataFolders folders) =>
        Data.Mnist.Files.Select(file => (file, folders.Find(Data.Mnist.Name, file.Name)));
}
