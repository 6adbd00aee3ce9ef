using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Files;

/// <summary><c>GET /uploads</c>, newest first: version 7 ids sort by time.</summary>
internal static class ListFiles
{
    public static async Task<Results<Ok<Page<FileView>>, ErrorResult>> HandleAsync(
        PageQuery page, CurrentUser user, StorageDbContext db, CancellationToken cancellationToken)
    {
        var files = db.Files.AsNoTracking().Where(file => file.UserId == user.Id && file.Kind == FileKind.Upload);
        if (page.Cursor is { } cursor)
        {
            if (!Cursor.TryDecode<Guid>(cursor, out var last))
            {
                return Cursor.Invalid();
            }

            files = files.Where(file => file.Id < last);
        }

        var rows = await files.OrderByDescending(file => file.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<FileView>.From(rows, page.Limit, FileView.Of, file => Cursor.Encode(file.Id)));
    }
}
