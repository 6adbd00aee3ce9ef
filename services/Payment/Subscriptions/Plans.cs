using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Subscriptions;

/// <summary>
/// Carries out what a person wants of their plan and keeps what the processor says of it, as <c>Checkouts</c> and
/// <c>Fulfilment</c> do with payments: the wish is stored first, the call has its identity, and reading is the truth.
/// </summary>
internal sealed class Plans(
    PaymentDbContext db, ISubscriptionProcessor processor, IOptionsSnapshot<SubscriptionOptions> options, IOptionsSnapshot<TierOptions> tiers,
    IOptionsSnapshot<CheckoutOptions> checkout, TimeProvider clock)
{
    /// <summary>Stores a wish. Nothing is asked of the processor.</summary>
    /// <returns>False when it can't be: there is no plan that could end or go on.</returns>
    public Task<bool> WantAsync(Guid userId, Tier? tier, bool? end, CancellationToken cancellationToken) => ChangeAsync(userId, row =>
    {
        if (end is not null && !row.IsLive)
        {
            return Task.FromResult(false);
        }

        row.Want(tier, end);
        return Task.FromResult(true);
    }, cancellationToken);

    /// <summary>Goes on with what is wanted, from wherever it stopped.</summary>
    public async Task<Subscription> CarryOutAsync(Guid userId, CancellationToken cancellationToken)
    {
        var row = await FindAsync(userId, cancellationToken) ?? throw new InvalidOperationException("Nothing was wanted.");
        if (!row.IsWanting || row.Processor != processor.Name)
        {
            return row;
        }

        var asking = processor.OutsideTransactions(db);
        var customer = row.Customer ?? await RegisterAsync(userId, cancellationToken);
        var reading = await asking.ReadAsync(customer, cancellationToken);
        if (reading is { Status: SubscriptionStatus.Active or SubscriptionStatus.PastDue })
        {
            await ChangeAsync(row, reading, cancellationToken);
            await ReadAsync(userId, cancellationToken, isDone: row.Version);
        }
        else if (row.WantedTier is { } tier && row.Session is null)
        {
            var opened = await asking.SubscribeAsync(customer, userId, tier, row.Order, checkout.Value.PlanUrl, cancellationToken);
            await ChangeAsync(userId, found =>
            {
                (found.Session, found.CheckoutUrl) = found.Version == row.Version ? (opened.Session, opened.Url) : (found.Session, found.CheckoutUrl);
                return Task.FromResult(true);
            }, cancellationToken);
        }

        return (await FindAsync(userId, cancellationToken))!;
    }

    /// <summary>Closes the checkout of an earlier wish, so that nobody subscribes twice.</summary>
    public async Task ForgetCheckoutAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (await FindAsync(userId, cancellationToken) is { Session: { } session } row && row.Processor == processor.Name)
        {
            await processor.OutsideTransactions(db).ForgetCheckoutAsync(session, cancellationToken);
            await ReadAsync(userId, cancellationToken, isDone: row.Version);
        }
    }

    /// <summary>Reads the plan anew and keeps it, with what it gives and what was paid for it.</summary>
    public async Task ReadAsync(Guid userId, CancellationToken cancellationToken, int? isDone = null)
    {
        if (await FindAsync(userId, cancellationToken) is not { Customer: { } customer } found || found.Processor != processor.Name)
        {
            return;
        }

        var asking = processor.OutsideTransactions(db);
        var invoices = await asking.ReadInvoicesAsync(customer, cancellationToken);
        var reading = await asking.ReadAsync(customer, cancellationToken);
        await ChangeAsync(userId, async row =>
        {
            var now = clock.GetUtcNow();
            row.Read(reading, now);
            if (row.Version == isDone || (row.Session is not null && row.IsLive))
            {
                row.Forget();
            }

            foreach (var invoice in invoices)
            {
                await db.PostAsync(LedgerEntry.Subscription(
                    invoice.Id, userId, processor.Name, Amount.Of(invoice.Amount, invoice.Currency), Amount.Of(invoice.Tax, invoice.Currency)), now, cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    /// <summary>Writes what the plan gives by now, without asking: periods and patience end by themselves.</summary>
    public Task EntitleAsync(Guid userId, CancellationToken cancellationToken) => ChangeAsync(userId, _ => Task.FromResult(true), cancellationToken);

    public Task<Subscription?> FindAsync(Guid userId, CancellationToken cancellationToken) =>
        db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);

    private Task ChangeAsync(Subscription row, SubscriptionReading reading, CancellationToken cancellationToken) =>
        row.WantedEnd is { } end ? processor.EndWithPeriodAsync(reading, end, row.Order, cancellationToken)
        : row.WantedTier is { } tier && tier != reading.Tier ? processor.ChangeAsync(reading, tier, row.Order, cancellationToken)
        : Task.CompletedTask;

    private async Task<string> RegisterAsync(Guid userId, CancellationToken cancellationToken)
    {
        var customer = await processor.OutsideTransactions(db).RegisterAsync(userId, cancellationToken);
        await db.Subscriptions.Where(row => row.UserId == userId && row.Customer == null)
            .ExecuteUpdateAsync(row => row.SetProperty(value => value.Customer, customer), cancellationToken);
        return customer;
    }

    private async Task<bool> ChangeAsync(Guid userId, Func<Subscription, Task<bool>> change, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPersonAsync(userId, cancellationToken);
        var row = await db.Subscriptions.SingleOrDefaultAsync(value => value.UserId == userId, cancellationToken);
        if (row is null)
        {
            row = new Subscription { UserId = userId, Processor = processor.Name };
            db.Subscriptions.Add(row);
        }

        if (!await change(row))
        {
            return false;
        }

        await EntitleAsync(row, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task EntitleAsync(Subscription row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entitlement = await db.Entitlements.SingleOrDefaultAsync(value => value.UserId == row.UserId, cancellationToken);
        if (row.Status is null)
        {
            return; // never had a plan; what an administrator may have given stays
        }

        var gives = row.GivesAt(now, options.Value.Grace);
        if (entitlement is null)
        {
            entitlement = new Entitlement { UserId = row.UserId, ChangedAt = now };
            db.Entitlements.Add(entitlement);
        }

        if (entitlement.Tier != gives)
        {
            (entitlement.Tier, entitlement.ChangedAt) = (gives, now);
            db.Publish(new EntitlementChanged(row.UserId, gives.ToString().ToLowerInvariant(), tiers.Value[gives].QueueClass, now), row.UserId.ToString());
        }

        entitlement.Status = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(row.Status.ToString()!);
        (entitlement.RenewsAt, entitlement.CancelsAt) = row.EndsWithPeriod ? (null, row.PeriodEnd) : (row.PeriodEnd, (DateTimeOffset?)null);
    }
}
