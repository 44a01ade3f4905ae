using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Assumptions;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>A verdict as the page shows it: the word says it, the sign repeats it, and the colour only helps.</summary>
/// <param name="Word">E.g. "differs (lower)", as `rnn-memory verdict` has it.</param>
/// <param name="Sign">A sign that differs between kinds even without colours.</param>
/// <param name="Kind">Class in the style sheet: good, bad, open or none.</param>
internal sealed record VerdictMark(string Word, string Sign, string Kind)
{
    public static VerdictMark Of(NumberVerdict verdict)
    {
        (string sign, string kind) = verdict.Verdict switch
        {
            Verdict.Agrees => ("✓", "good"),
            Verdict.DiffersByLess => ("≈", "good"),
            Verdict.Differs => ("≠", "bad"),
            Verdict.Inconclusive => ("?", "open"),
            Verdict.NotMeasurable => ("–", "none"),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict.Verdict, "no verdict on numbers"),
        };
        return new VerdictMark(VerdictWords.Of(verdict), sign, kind);
    }

    public static VerdictMark Of(ClaimDecision decision)
    {
        (string sign, string kind) = decision switch
        {
            ClaimDecision.Confirmed => ("✓", "good"),
            ClaimDecision.Refuted => ("✗", "bad"),
            ClaimDecision.Inconclusive => ("?", "open"),
            ClaimDecision.NotMeasurable => ("–", "none"),
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "no verdict on claims"),
        };
        return new VerdictMark(VerdictWords.Of(decision), sign, kind);
    }

    public static VerdictMark Of(AssumptionOutcome outcome)
    {
        (string sign, string kind) = outcome switch
        {
            AssumptionOutcome.Unchanged => ("✓", "good"),
            AssumptionOutcome.Changed => ("✗", "bad"),
            AssumptionOutcome.ShownElsewhere => ("→", "none"),
            AssumptionOutcome.NotTestedYet or AssumptionOutcome.TooFewRuns => ("?", "open"),
            AssumptionOutcome.NothingToTry => ("–", "none"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no answer on assumptions"),
        };
        return new VerdictMark(VerdictWords.Of(outcome), sign, kind);
    }
}
