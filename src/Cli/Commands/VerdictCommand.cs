using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory verdict`: what the recorded runs say of the paper's numbers and claims.</summary>
internal static class VerdictCommand
{
    public static Command Create()
    {
        Argument<string?> id = new("id")
        {
            Description = "A published number, a claim or an assumption, e.g. T3/original@3e-05/vacc, INC-10 or C8. Without it: all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Command command = new("verdict", "Show what the recorded runs say of the paper's numbers and claims. Nothing is trained or measured.") { id };
        command.SetAction(parsed => Print(parsed.GetValue(id)));
        return command;
    }

    private static void Print(string? id)
    {
        Ledger ledger = Ledger.Registered;
        string[] known =
        [
            .. ledger.Claims.Select(claim => claim.Id), .. ledger.Assumptions.Select(assumption => assumption.Id),
            .. ledger.Numbers.Select(number => number.Id),
        ];
        if (id is not null && !known.Contains(id, StringComparer.OrdinalIgnoreCase))
        {
            string[] near = [.. NearestNames.Of(id, known)];
            throw new UserError($"Unknown number, claim or assumption '{id}'.{(near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?")} `{Launcher.Here("verdict")}` lists all.");
        }

        AllVerdicts verdicts = AllVerdicts.Of(ledger, RecordedObservations.Read(ExperimentCatalog.Experiments));
        Console.Write(id is null ? VerdictOverview.Text(verdicts) : VerdictOverview.One(ledger, verdicts, id));
    }
}
