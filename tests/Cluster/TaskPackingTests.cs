using CsCheck;
using RnnMemory.Cluster;
using Xunit;

namespace RnnMemory.Tests.Cluster;

public sealed class TaskPackingTests
{
    private static readonly Gen<(double[] Seconds, double Task, int Most)> Problems =
        Gen.Select(Gen.Double[0, 5000].Array[0, 60], Gen.OneOfConst(0.0, 1, 600, 3600), Gen.Int[1, 40]);

    [Fact]
    public void Every_item_is_in_exactly_one_task_and_no_task_is_empty() => Problems.Sample(problem =>
    {
        IReadOnlyList<IReadOnlyList<int>> tasks = Pack(problem.Seconds, problem.Task, problem.Most);

        Assert.Equal(Enumerable.Range(0, problem.Seconds.Length), tasks.SelectMany(task => task).Order());
        Assert.All(tasks, Assert.NotEmpty);
    });

    [Fact]
    public void There_are_never_more_tasks_than_allowed() =>
        Problems.Sample(problem => Assert.True(Pack(problem.Seconds, problem.Task, problem.Most).Count <= problem.Most));

    [Fact]
    public void Task_of_several_items_takes_no_longer_than_asked_where_the_number_of_tasks_allows_it() => Problems.Sample(problem =>
        Assert.All(
            Pack(problem.Seconds, problem.Task, most: 1000),
            task => Assert.True(task.Count == 1 || task.Sum(item => problem.Seconds[item]) <= problem.Task + 1e-9)));

    [Fact]
    public void Longest_items_come_first() =>
        Assert.Equal([[1], [2, 0]], Pack([10, 700, 30], 600, 10));

    [Fact]
    public void Without_time_for_a_task_each_item_has_its_own() => Assert.Equal(3, Pack([1, 1, 1], 0, 10).Count);

    [Fact]
    public void More_items_than_tasks_are_spread_evenly() =>
        Assert.InRange(Pack([.. Enumerable.Repeat(1.0, 5000)], 0, 1001).Max(task => task.Count), 5, 10);

    [Theory]
    [InlineData(0, "0-00:10:00")]
    [InlineData(600, "0-00:50:00")]
    [InlineData(7200, "0-08:10:00")]
    [InlineData(90000, "4-04:10:00")]
    [InlineData(1e300, "365-00:00:00")]
    public void Time_limit_is_four_times_the_estimate_and_ten_minutes(double seconds, string expected) =>
        Assert.Equal(expected, TimeLimit.Text(TimeLimit.Of(seconds)));

    private static IReadOnlyList<IReadOnlyList<int>> Pack(double[] seconds, double task, int most) =>
        TaskPacking.Of(Enumerable.Range(0, seconds.Length), item => seconds[item], task, most);
}
