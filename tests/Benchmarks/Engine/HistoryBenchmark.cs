namespace SwipeReview.Benchmarks.Engine;

/// <summary>
/// What one person reads, alone in the database and beside everybody else's millions. The person's own rows are the same
/// both times: 60 jobs, and a deck of 200 cards with five decisions each.
/// </summary>
internal sealed class HistoryBenchmark : IEngineBenchmark
{
    private const int CardsOfAJob = 100;
    private const int DecisionsOfACard = 5;
    private const int Clients = 4;
    private const string Text = "'Some words that stand before or after the place in question, as a page has them.'";

    public string Name => "history";

    public string Measures => "GET /jobs and /changes beside millions of decisions, and beside none";

    public async Task RunAsync(EngineLab lab, Sizes sizes, CancellationToken cancellationToken)
    {
        var jobs = Math.Max(1, sizes.Decisions / (CardsOfAJob * DecisionsOfACard));
        var own = (await AddAsync(lab, $"'{lab.Neighbours.Owner}'::uuid", 60, 200, cancellationToken)).First;
        string[] routes = ["/api/v1/jobs", "/api/v1/jobs?q=letter", $"/api/v1/jobs/{own}/changes", $"/api/v1/jobs/{own}/changes?order=smart"];
        var alone = await MeasureAsync(lab, routes, sizes, cancellationToken);
        var batch = 1_000;
        for (var done = 0L; done < jobs; done += batch)
        {
            await AddAsync(lab, "gen_random_uuid()", (int)Math.Min(batch, jobs - done), CardsOfAJob, cancellationToken);
        }

        await lab.ExecuteAsync("vacuum (analyze) jobs, changes, decisions", cancellationToken);
        var size = await lab.ScalarAsync<long>("select pg_database_size(current_database())", cancellationToken);
        var crowded = await MeasureAsync(lab, routes, sizes, cancellationToken);
        Report.Table(
            [$"{Clients} connections", "p50 alone, ms", $"p50 beside {jobs * CardsOfAJob * DecisionsOfACard:n0} decisions", "ratio", "p95 alone, ms", "p95 beside them", "ratio"],
            routes.Select((route, i) => (string[])
            [
                $"GET {route.Replace(own.ToString(), "{id}", StringComparison.Ordinal)}", $"{alone[i].P50:0.00}", $"{crowded[i].P50:0.00}", $"{crowded[i].P50 / alone[i].P50:0.00}",
                $"{alone[i].P95:0.00}", $"{crowded[i].P95:0.00}", $"{crowded[i].P95 / alone[i].P95:0.00}",
            ]));
        Console.WriteLine($"\nThe database has {size / 1e9:0.0} GB.");
        await lab.ExecuteAsync("truncate jobs cascade", cancellationToken);
    }

    private static async Task<Sample[]> MeasureAsync(EngineLab lab, string[] routes, Sizes sizes, CancellationToken cancellationToken)
    {
        var samples = new Sample[routes.Length];
        for (var i = 0; i < routes.Length; i++)
        {
            await Load.RunAsync(Clients, sizes.Time / 5, _ => GetAsync(routes[i]), cancellationToken); // warms up
            samples[i] = await Load.RunAsync(Clients, sizes.Time, _ => GetAsync(routes[i]), cancellationToken);
        }

        return samples;

        async Task GetAsync(string route)
        {
            using var answer = await lab.Http.GetAsync(route, cancellationToken);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
        }
    }

    /// <summary>Reviewed jobs, the last decision of each card its state. All cards of the first one of the person's own; those of others have as many as a deck has.</summary>
    /// <param name="owner">SQL that says whose a job is.</param>
    /// <returns>One of the jobs.</returns>
    private static async Task<(Guid First, int Jobs)> AddAsync(EngineLab lab, string owner, int jobs, int cards, CancellationToken cancellationToken)
    {
        await using var command = lab.Database.CreateCommand($"""
            with added as (
                insert into jobs (id, user_id, type, status, file_id, file_name, content_type, private, priority, stage, currency, total, accepted, event_seq, decision_seq, not_before, created_at, started_at, completed_at)
                select gen_random_uuid(), {owner}, 'review', 'ready', gen_random_uuid(), 'letter ' || number || '.txt', 'text/plain', false, 10, 'done', 'USD', {cards}, {cards}, 1, {cards * DecisionsOfACard}, now(), now(), now(), now()
                from generate_series(1, {jobs}) number returning id, user_id
            ), cards as (
                insert into changes (id, job_id, user_id, block_id, block_ordinal, span_start, span_end, original, replacement, before, after, category, pattern, confidence, provider, left_machine, state, decision_action, decided_at, created_at)
                select gen_random_uuid(), id, user_id, 'b' || number, number, 4, 7, 'teh', 'the', {Text}, {Text}, 'spelling', 'spelling:teh>the', 0.9, 'local', false, 'accepted', 'accept', now(), now()
                from added, generate_series(1, {cards}) number returning id, job_id, user_id, block_ordinal
            ), decided as (
                insert into decisions (job_id, seq, user_id, change_id, client_id, action, decided_at, received_at)
                select job_id, (block_ordinal - 1) * {DecisionsOfACard} + number, user_id, id, gen_random_uuid(), case when number % 2 = 1 then 'accept' else 'reject' end, now() - interval '1 minute' * ({DecisionsOfACard} - number), now()
                from cards, generate_series(1, {DecisionsOfACard}) number
            )
            select id from added limit 1
            """);
        return ((Guid)(await command.ExecuteScalarAsync(cancellationToken))!, jobs);
    }
}
