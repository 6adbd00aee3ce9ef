using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>
/// Tells PostgreSQL whose request a connection serves, for the row-level security of user-owned tables: the second
/// fence behind the ownership in each query. Work that serves no person (consumers, workers, other services) sees all.
/// The pool resets the setting when the connection goes back.
/// </summary>
internal sealed class RowFence(IHttpContextAccessor http) : DbConnectionInterceptor
{
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    private DbCommand Command(DbConnection connection)
    {
        var owner = http.HttpContext?.User is { } principal && CurrentUser.From(principal) is { } user ? user.Id.ToString() : "*";
        var command = connection.CreateCommand();
        command.CommandText = "select set_config('app.user_id', $1, false)";
        var parameter = command.CreateParameter();
        parameter.Value = owner;
        command.Parameters.Add(parameter);
        return command;
    }
}
