using FsCheck;
using FsCheck.Fluent;

namespace SwipeReview.Learning.Tests.Memory;

public sealed class PersonMemoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly PatternKey Alot = new("spelling", "alot>a lot");

    [Fact]
    public void Before_anything_is_decided_the_measured_precision_is_believed_and_nothing_is_settled()
    {
        var memory = new PersonMemory(Now, [], new MemoryParameters { Precision = new Dictionary<string, double> { ["spelling"] = 0.97 } });

        Assert.Equal(0.97, memory.Of(Alot, "prose").Probability, 1e-12);
        Assert.Equal(new MemoryParameters().UsualPrecision, memory.Of(new("tone", "x"), "prose").Probability, 1e-12);
        Assert.False(memory.Of(Alot, "prose").IsSettled(0.2));
    }

    [Fact]
    public void One_decision_settles_nothing_and_two_alike_do()
    {
        var memory = Decided(Alot, "a");
        Assert.False(memory.Of(Alot, "prose").IsSettled(0.05));

        memory = Decided(Alot, "aa");
        Assert.True(memory.Of(Alot, "prose").IsSettled(0.05));
        Assert.True(memory.Of(Alot, "prose").LeansToAccept);

        Assert.False(Decided(Alot, "rrr") is var rejecting && rejecting.Of(Alot, "prose").LeansToAccept);
        Assert.False(Decided(Alot, "arar").Of(Alot, "prose").IsSettled(0.2));
    }

    [Fact]
    public void A_pattern_that_was_never_seen_is_settled_by_eight_decisions_of_its_category_that_all_went_one_way()
    {
        var memory = new PersonMemory(Now, []);
        for (var pattern = 0; pattern < 8; pattern++)
        {
            Assert.False(memory.Of(Alot, "prose").IsSettled(0.05));
            memory.Learn(new("spelling", $"{pattern}"), "prose", accepted: true, Now);
        }

        Assert.True(memory.Of(Alot, "prose").IsSettled(0.05));
        Assert.False(memory.Of(new("grammar", "x"), "prose").IsSettled(0.05));

        memory.Learn(new("spelling", "another"), "prose", accepted: false, Now);
        Assert.False(memory.Of(Alot, "prose").IsSettled(0.05));
    }

    [Fact]
    public void Twenty_decisions_on_one_pattern_tell_little_of_the_others()
    {
        var one = Decided(Alot, new string('r', 20)).Of(new("spelling", "other"), "prose").Probability;
        var memory = new PersonMemory(Now, []);
        for (var pattern = 0; pattern < 20; pattern++)
        {
            memory.Learn(new("spelling", $"{pattern}"), "prose", accepted: false, Now);
        }

        Assert.InRange(one, 0.4, 0.6);
        Assert.InRange(memory.Of(new("spelling", "other"), "prose").Probability, 0, 0.1);
    }

    [Fact]
    public void A_type_of_documents_has_its_own_habits_and_falls_back_to_those_of_the_others()
    {
        var memory = Decided(Alot, "aaaaaa");
        Assert.InRange(memory.Of(Alot, "code").Probability, 0.9, memory.Of(Alot, "prose").Probability);

        for (var decision = 0; decision < 4; decision++)
        {
            memory.Learn(Alot, "code", accepted: false, Now);
        }

        Assert.InRange(memory.Of(Alot, "code").Probability, 0, 0.35);
        Assert.InRange(memory.Of(Alot, "prose").Probability, 0.75, 1);
    }

    [Fact]
    public void In_a_new_type_of_documents_nothing_is_settled_before_it_was_confirmed_there()
    {
        var memory = Decided(Alot, "aaaaaaaaaa");
        Assert.InRange(memory.Of(Alot, "code").Probability, 0.95, 1);
        Assert.False(memory.Of(Alot, "code").IsSettled(0.1));

        memory.Learn(Alot, "code", accepted: true, Now);
        Assert.True(memory.Of(Alot, "code").IsSettled(0.02));
    }

    [Fact]
    public void Who_slips_is_never_surer_than_that_and_one_with_a_habit_each_way_does_not_slip()
    {
        var (slipping, steady) = (new PersonMemory(Now, []), new PersonMemory(Now, []));
        for (var decision = 0; decision < 200; decision++)
        {
            slipping.Learn(new("spelling", $"{decision % 10}"), "prose", accepted: decision % 20 != decision / 20 % 20, Now); // each tenth or so
            steady.Learn(new("spelling", $"{decision % 10}"), "prose", accepted: decision % 2 == 0, Now);
        }

        var share = slipping.Patterns.Sum(row => row.Tally.Rejected) / 200.0;
        Assert.InRange(slipping.Slips, share * 0.8, share * 1.2);
        Assert.All(slipping.Patterns, row => Assert.True(slipping.Of(row.Key, "prose").ExpectedError >= slipping.Slips));
        Assert.InRange(steady.Slips, 0, 0.005);
    }

    [Fact]
    public void A_fitted_memory_believes_those_who_are_always_consistent_sooner_and_others_later()
    {
        static LearnedPattern[] Rows(Func<int, int> accepted) =>
            [.. Enumerable.Range(0, 30).Select(pattern => new LearnedPattern(
                new("spelling", $"{pattern}"), "prose",
                Enumerable.Range(0, 6).Aggregate(default(Tally), (tally, decision) => tally.With(decision < accepted(pattern), Now))))];

        var consistent = PersonMemory.Fit(Now, Rows(pattern => pattern % 3 == 0 ? 0 : 6)).Parameters;
        var wavering = PersonMemory.Fit(Now, Rows(pattern => 3 + (pattern % 2))).Parameters;

        Assert.InRange(consistent.Pattern, 0, new MemoryParameters().Pattern);
        Assert.InRange(wavering.Pattern, 2, 50);
        Assert.Equal(new MemoryParameters().Pattern, PersonMemory.Fit(Now, []).Parameters.Pattern);
    }

    [Fact]
    public void What_is_long_ago_is_believed_less()
    {
        var memory = new PersonMemory(Now, []);
        memory.Learn(Alot, "prose", accepted: false, Now.AddYears(-2));
        memory.Learn(Alot, "prose", accepted: false, Now.AddYears(-2));

        Assert.InRange(memory.Of(Alot, "prose").Probability, 0.6, 0.9);
    }

    /// <summary>Any decisions, some of them undone in the end, are as if the undone had never been; and rows bring them back.</summary>
    [Fact]
    public void What_was_undone_was_never_learned() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(bool Accepted, bool Undone, byte Pattern, bool IsCode, byte Days)[]>(),
            decisions =>
            {
                var (memory, never) = (new PersonMemory(Now, []), new PersonMemory(Now, []));
                foreach (var (accepted, undone, pattern, isCode, days) in decisions)
                {
                    memory.Learn(Key(pattern), isCode ? "code" : "prose", accepted, Now.AddDays(-days));
                    if (!undone)
                    {
                        never.Learn(Key(pattern), isCode ? "code" : "prose", accepted, Now.AddDays(-days));
                    }
                }

                foreach (var (accepted, _, pattern, isCode, days) in decisions.Where(decision => decision.Undone))
                {
                    memory.Unlearn(Key(pattern), isCode ? "code" : "prose", accepted, Now.AddDays(-days));
                }

                var stored = new PersonMemory(Now, [.. memory.Patterns]);
                for (byte pattern = 0; pattern < 10; pattern++)
                {
                    Same(never.Of(Key(pattern), "prose"), memory.Of(Key(pattern), "prose"));
                    Same(never.Of(Key(pattern), "prose"), stored.Of(Key(pattern), "prose"));
                }

                static PatternKey Key(byte pattern) => new(pattern % 2 == 0 ? "spelling" : "grammar", $"{pattern % 10}");
                static void Same(Belief expected, Belief actual)
                {
                    Assert.Equal(expected.Probability, actual.Probability, 1e-9);
                    Assert.Equal(expected.Evidence.Decisions, actual.Evidence.Decisions);
                    Assert.Equal(expected.IsBackedByCategory, actual.IsBackedByCategory);
                }
            }).QuickCheckThrowOnFailure();

    private static PersonMemory Decided(PatternKey key, string decisions)
    {
        var memory = new PersonMemory(Now, []);
        foreach (var decision in decisions)
        {
            memory.Learn(key, "prose", decision == 'a', Now);
        }

        return memory;
    }
}
