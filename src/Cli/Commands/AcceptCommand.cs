using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Reports.Snapshots;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory accept`: makes the content that tests received the content that they expect from now on.</summary>
internal static class AcceptCommand
{
    public static Command Create()
    {
        Option<string> reason = new("--reason") { Description = "Why the change is right; goes into expected/CHANGES.md.", HelpName = "text" };
        Option<bool> force = new("--force-environment") { Description = "Accept although another arithmetic made the content." };
        Argument<string[]> names = new("snapshot") { Description = "Names of snapshots; none for all that was received.", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("accept", "Accept what the tests received as the content under expected/.") { names, reason, force };
        command.SetAction(parsed => Accept(parsed.GetValue(reason) ?? "", parsed.GetValue(names)!, parsed.GetValue(force)));
        return command;
    }

    private static void Accept(string reason, string[] names, bool force)
    {
        string root = RepositoryRoot.FindClone("accept");
        SnapshotAcceptance acceptance = new(
            Path.Combine(root, "expected"), HarnessEnvironment.Current(), WorkingCommit.Of(root), TimeProvider.System);
        foreach (SnapshotChange change in acceptance.Accept(reason, names, force))
        {
            Console.WriteLine($"{change.Name.VerifiedFile}: {change.Old} -> {change.New}");
        }
    }
}
