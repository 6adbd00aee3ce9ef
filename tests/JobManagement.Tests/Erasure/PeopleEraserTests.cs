using SwipeReview.Contracts.Identity;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Erasure;

/// <summary>People who decided much.</summary>
public sealed class PeopleEraserTests(JobsApp shared) : IAsyncLifetime
{
    private const int Cards = 4_000;

    private static readonly string[] OfPeople =
    [
        "jobs", "job_blocks", "changes", "change_conflicts", "decisions", "job_events", "settlements", "autopilot_batches", "line_turns", "queue_classes",
        "memory_owners", "memory_evidence", "memory_patterns", "memory_forgotten", "memory_restored", "memory_shadows", "idempotency_keys", "erasures",
    ];

    private JobsSystem app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await JobsSystem.StartAsync(shared.Infrastructure);
        app.AddWorker();
    }

    [Fact]
    public async Task What_a_fault_stopped_half_way_another_instance_goes_on_with_until_nothing_is_left_and_others_have_lost_nothing()
    {
        var (ann, bob) = (app.NewPerson(), app.NewPerson());
        var hers = await ann.ReviewAsync("Here is teh cat.");
        var his = await bob.ReviewAsync("Here is teh dog.");
        await GrowAsync(ann, hers);
        await GrowAsync(bob, his);
        var all = await CountAsync(bob);

        await app.ScalarAsync<int>("""
            insert into dead_letters (id, queue, reason, body, headers, died_at)
            select gen_random_uuid(), 'jobs-work-on-job', '', convert_to(id::text, 'UTF8'), '{}', now() from jobs
            """);

        // Something keeps the last of her decisions from going.
        await app.ScalarAsync<int>($"""
            create function keep() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
            create trigger keep before delete on decisions for each row when (old.user_id = '{ann.Id}' and old.seq = {Cards}) execute function keep()
            """);
        await app.Bus.Publish(new UserDeleted(ann.Id, TimeProvider.System.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => await LeftAsync(ann, "decisions") is > 0 and < Cards, "what was committed to stay gone");
        Assert.Equal(Cards + 1, await LeftAsync(ann, "changes"));
        Assert.Equal(1, await LeftAsync(ann, "erasures"));

        await app.ReplaceApiAsync();
        await app.ScalarAsync<int>("drop trigger keep on decisions");
        await Eventually.BeTrueAsync(async () => await LeftAsync(ann, "erasures") == 0, "the erasure to end");
        foreach (var table in OfPeople)
        {
            Assert.Equal((table, 0), (table, await LeftAsync(ann, table)));
        }

        Assert.Equal(all, await CountAsync(bob));
        Assert.Equal((his.Id.ToString(), 1), (await app.ScalarAsync<string>("select convert_from(body, 'UTF8') from dead_letters"), await app.ScalarAsync<long>("select count(*) from dead_letters")));
        Assert.Equal([1, Cards + 1], [all[0], all[2]]);
        Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from job_words where job_id = '{hers.Id}'"));
    }

    [Fact]
    public async Task A_job_that_still_runs_lets_go_and_adds_nothing()
    {
        var ann = app.NewPerson();
        var gate = Gate.Before(app.Router, ann.Id);
        await ann.SubmitAsync("Here is teh cat.");
        await gate.Arrived;
        await app.Bus.Publish(new UserDeleted(ann.Id, TimeProvider.System.GetUtcNow()));
        await gate.GivenUp;
        await Eventually.BeTrueAsync(async () => await LeftAsync(ann, "jobs") + await LeftAsync(ann, "erasures") == 0, "the erasure to end");
    }

    [Fact]
    public async Task No_batch_takes_more_than_a_thousand_rows()
    {
        var ann = app.NewPerson();
        await GrowAsync(ann, await ann.ReviewAsync("Here is teh cat."));
        await app.ScalarAsync<int>("create table batches (rows int); "
            + "create function note() returns trigger language plpgsql as $$ begin insert into batches select count(*) from gone; return null; end $$; "
            + "create trigger note after delete on decisions referencing old table as gone for each statement execute function note(); "
            + "create trigger note after delete on memory_evidence referencing old table as gone for each statement execute function note()");
        await app.Bus.Publish(new UserDeleted(ann.Id, TimeProvider.System.GetUtcNow()));
        await Eventually.BeTrueAsync(async () => await LeftAsync(ann, "jobs") == 0 && await LeftAsync(ann, "erasures") == 0, "the erasure to end");
        Assert.Equal((2L * Cards, 1_000), (await app.ScalarAsync<long>("select sum(rows) from batches"), await app.ScalarAsync<int>("select max(rows) from batches")));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>As if the job had that many more cards, all decided, learned from and told.</summary>
    private Task GrowAsync(Person person, JobAnswer job) => app.ScalarAsync<int>($"""
        insert into changes (id, job_id, user_id, block_id, block_ordinal, span_start, span_end, original, replacement, before, after, category, pattern, confidence, provider, left_machine, state, created_at)
            select gen_random_uuid(), id, user_id, 'b', n, 0, 1, 'teh', 'the', '', '', 'spelling', 'spelling:teh>the', 0.9, 'grown', false, 'pending', now()
            from jobs, generate_series(1, {Cards}) n where id = '{job.Id}';
        insert into decisions (job_id, seq, user_id, change_id, action, made_by, decided_at, received_at)
            select job_id, row_number() over (), user_id, id, 'skip', 'person', now(), now() from changes where job_id = '{job.Id}' and provider = 'grown';
        insert into job_events (job_id, seq, user_id, kind, change_ids, at)
            select job_id, 1000 + seq, user_id, 'change', array[change_id], now() from decisions where job_id = '{job.Id}';
        insert into memory_evidence (user_id, change_id, pattern_id, pattern, category, document_type, accepted, decided_at, weight)
            select user_id, change_id, gen_random_uuid(), 'spelling:teh>the', 'spelling', 'letter', true, now(), 1 from decisions where job_id = '{job.Id}';
        insert into memory_owners (user_id) select user_id from jobs where id = '{job.Id}' on conflict do nothing;
        insert into queue_classes values ('{person.Id}', 5, now());
        insert into settlements (payment_id, job_id, user_id, covers) select gen_random_uuid(), id, user_id, 1 from jobs where id = '{job.Id}'
        """);

    private Task<long> LeftAsync(Person person, string table) => app.ScalarAsync<long>($"select count(*) from {table} where user_id = '{person.Id}'");

    private async Task<long[]> CountAsync(Person person)
    {
        var counts = new List<long>();
        foreach (var table in OfPeople)
        {
            counts.Add(await LeftAsync(person, table));
        }

        return [.. counts];
    }
}
