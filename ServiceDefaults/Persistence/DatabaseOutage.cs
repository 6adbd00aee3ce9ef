using Npgsql;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>Tells a database that is away, and will be back, from one that refuses.</summary>
internal static class DatabaseOutage
{
    public static bool IsCauseOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is NpgsqlException { IsTransient: true } || EndedWithConnection(cause))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where EF Core passes over the end of a connection (releasing a savepoint), the next command of the transaction tells it in these words alone.</summary>
    private static bool EndedWithConnection(Exception cause) => cause is InvalidOperationException { Source: "Npgsql", Message: "Transaction is already completed" };
}
