using Npgsql;

namespace SwipeReview.Chaos.Check;

/// <summary>
/// A change stands as its decisions say, worked out again here from the rules and not by the service's code: in the order of
/// their time an undo takes back the last one that stands, and accepted changes never exclude each other.
/// </summary>
internal static class DecisionInvariants
{
    public static async Task CheckAsync(Snapshot jobs, Findings findings)
    {
        var decisions = 0L;
        var decided = 0L;
        Pile? pile = null;
        await jobs.EachAsync("""
            select change.id, change.state, change.decision_action, change.settled_by is not null,
                decision.seq is not null, decision.action, decision.batch_id, coalesce(decision.made_by in ('person', 'bulk'), false)
            from changes change left join decisions decision on decision.change_id = change.id
            order by change.id, decision.decided_at, decision.seq
            """, row =>
        {
            if (pile?.ChangeId != row.GetGuid(0))
            {
                decided += Close(pile, findings);
                pile = new Pile(row);
            }

            if (row.GetBoolean(4))
            {
                decisions++;
                pile.Put(row.GetString(5), row.IsDBNull(6) ? null : row.GetGuid(6), row.GetBoolean(7));
            }
        });
        decided += Close(pile, findings);
        findings.Count("decisions", decisions);
        findings.Count("changes decided", decided);

        await jobs.ForbidAsync(findings, "no two accepted changes exclude each other", """
            select format('%s and %s', one.id, other.id) from change_conflicts conflict
            join changes one on one.id = conflict.change_id and one.state = 'accepted'
            join changes other on other.id = conflict.other_id and other.state = 'accepted'
            """);
        await jobs.ForbidAsync(findings, "what settles a change is accepted, and excludes it", """
            select format('%s by %s', loser.id, loser.settled_by) from changes loser
            left join changes winner on winner.id = loser.settled_by and winner.state = 'accepted'
            left join change_conflicts conflict on conflict.change_id = loser.id and conflict.other_id = winner.id
            where loser.settled_by is not null and conflict.change_id is null
            """);
        await jobs.ForbidAsync(findings, "a client's decision is recorded once",
            "select format('%s of job %s', client_id, job_id) from decisions where client_id is not null group by job_id, client_id having count(*) > 1");
    }

    /// <returns>1 when a decision stands.</returns>
    private static int Close(Pile? pile, Findings findings)
    {
        if (pile?.Disagreement is { } wrong)
        {
            findings.Wrong("a change stands as its decisions say", wrong);
        }

        return pile?.Standing is null ? 0 : 1;
    }

    private sealed class Pile(NpgsqlDataReader row)
    {
        private readonly string state = row.GetString(1);
        private readonly string? action = row.IsDBNull(2) ? null : row.GetString(2);
        private readonly bool isSettled = row.GetBoolean(3);
        private readonly Stack<(string Action, Guid? Batch)> said = new();

        public Guid ChangeId { get; } = row.GetGuid(0);

        public string? Standing => said.TryPeek(out var top) ? top.Action : null;

        public string? Disagreement =>
            (Standing, StateOf(Standing)) == (action, state) || (isSettled && (Standing, "rejected") == (action, state) && Standing != "reject")
                ? null
                : $"{ChangeId} is {state} by {action ?? "nothing"}, and its decisions say {Standing ?? "nothing"}";

        public void Put(string next, Guid? batch, bool isOwn)
        {
            if (next != "undo")
            {
                // What is decided for a person is decided of an open card.
                if (isOwn || said.Count == 0)
                {
                    said.Push((next, batch));
                }
            }
            else if (said.TryPeek(out var top) && (batch is null || batch == top.Batch))
            {
                said.Pop();
            }
        }

        private static string StateOf(string? action) => action switch
        {
            "accept" or "edit" => "accepted",
            "reject" => "rejected",
            "skip" => "skipped",
            _ => "pending",
        };
    }
}
