using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Users;

/// <summary><c>GET /internal/users/{id}</c>: what other services may know of a person. An erased one is not found.</summary>
internal static class DescribeUser
{
    internal sealed record Response(Guid Id, string? DisplayName);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(Guid id, IdentityDbContext db, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().Where(user => user.Id == id && user.DeletedAt == null)
            .Select(user => new Response(user.Id, user.DisplayName)).SingleOrDefaultAsync(cancellationToken) is { } person
            ? TypedResults.Ok(person)
            : ErrorResults.NotFound("user");
}
