using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>Tells a database that is away, and will be back, from one that refuses.</summary>
internal static class DatabaseOutage
{
    public static bool IsCauseOf(Exception exception) => exception is NpgsqlException { IsTransient: true }
        or InvalidOperationException { InnerException: NpgsqlException { IsTransient: true } }
        or DbUpdateException { InnerException: NpgsqlException { IsTransient: true } };
}
