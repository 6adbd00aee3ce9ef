using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;

namespace SwipeReview.Storage.Files;

/// <summary><c>POST /uploads</c>: the bytes are durable before the row says that they exist.</summary>
internal static class UploadFile
{
    public static async Task<Results<Created<FileView>, ErrorResult>> HandleAsync(
        UploadedForm form, CurrentUser user, StorageDbContext db, FileIntake intake, CancellationToken cancellationToken)
    {
        if (form.File is not { } bytes)
        {
            return form.Refusal!;
        }

        var (file, refusal) = await intake.TakeInAsync(bytes, form.FileName, user.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken); // that a virus was found is announced, too
        return file is null ? refusal! : TypedResults.Created($"/api/v1/uploads/{file.Id}", FileView.Of(file));
    }
}
