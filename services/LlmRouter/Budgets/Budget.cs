using Microsoft.Extensions.Options;
using Npgsql;

namespace SwipeReview.LlmRouter.Budgets;

/// <summary>Who a call is made for.</summary>
/// <param name="Tier">As the caller says; null: no tier's budget counts.</param>
internal sealed record Payer(Guid UserId, string? Tier);

/// <summary>
/// Keeps spending inside what may be spent a day. A call books what it may cost at most before it goes out and corrects
/// that to what it did cost; it may go out while anything is left. So of calls at the same time one at most passes the
/// cap. When a process dies in between, what it had booked stays booked: the vendor may well have worked.
/// </summary>
internal sealed class Budget(NpgsqlDataSource database, IOptions<RouterOptions> options, TimeProvider clock)
{
    private const string Book = """
        insert into spending (day, scope, amount) select $1, $2, $3 where $4 > 0
        on conflict (day, scope) do update set amount = spending.amount + excluded.amount where spending.amount < $4
        """;

    public static string ScopeOf(Guid userId) => $"user:{userId}";

    /// <returns>Null when a budget is spent.</returns>
    public async Task<Booking?> BookAsync(Payer payer, decimal most, CancellationToken cancellationToken)
    {
        var caps = Caps(payer).ToArray();
        if (most == 0 || caps.Length == 0)
        {
            return Booking.Nothing;
        }

        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (scope, cap) in caps)
        {
            // Always in this order: bookings wait for each other and never in a circle.
            await using var book = new NpgsqlCommand(Book, connection) { Parameters = { new() { Value = day }, new() { Value = scope }, new() { Value = most }, new() { Value = cap } } };
            if (await book.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                return null;
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return new Booking(spent => CorrectAsync(day, [.. caps.Select(cap => cap.Scope)], spent - most));
    }

    // What was spent was spent, whoever has gone meanwhile: there is nothing to cancel it by.
    private async Task CorrectAsync(DateOnly day, string[] scopes, decimal difference)
    {
        await using var correct = database.CreateCommand("update spending set amount = amount + $1 where day = $2 and scope = any($3)");
        correct.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = difference }, new() { Value = day }, new() { Value = scopes } });
        await correct.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private IEnumerable<(string Scope, decimal Cap)> Caps(Payer payer)
    {
        var budgets = options.Value.Budgets;
        if (budgets.User is { } user)
        {
            yield return (ScopeOf(payer.UserId), user);
        }

        if (payer.Tier is { } tier && budgets.Tiers.TryGetValue(tier, out var cap))
        {
            yield return ($"tier:{tier.ToLowerInvariant()}", cap);
        }

        if (budgets.Day is { } day)
        {
            yield return ("all", day);
        }
    }
}

/// <summary>What a call may cost at most, booked until it is known what it did.</summary>
internal sealed class Booking(Func<decimal, Task> correct)
{
    public static readonly Booking Nothing = new(_ => Task.CompletedTask);

    public Task SettleAsync(decimal spent) => correct(spent);
}
