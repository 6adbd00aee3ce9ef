using Microsoft.EntityFrameworkCore;

namespace SwipeReview.Payment.Processors;

internal static class TransactionFence
{
    /// <summary>
    /// Between us and every call to a processor. A call inside a transaction would hold its locks for as long as the
    /// processor takes, and its effect would outlive a rollback of what says that it was wanted.
    /// </summary>
    public static T OutsideTransactions<T>(this T processor, DbContext db) => db.Database.CurrentTransaction is null
        ? processor
        : throw new InvalidOperationException("A processor is called inside a database transaction.");
}
