using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Receipts;

/// <summary>
/// <c>POST /receipts/verify</c>: derives all that a receipt says anew and names what doesn't hold. For anybody. Files are
/// looked at only when the receipt is one of ours: what we signed is sound, so nobody else chooses what is worked on.
/// </summary>
internal static class VerifyReceipt
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <param name="Valid">Nothing that could be looked at fails, and the receipt is one of ours.</param>
    public sealed record Response(bool Valid, IReadOnlyList<ReceiptCheck> Checks);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(
        ReceiptForm form, SignatureChecks signatures, VerificationTurns turns, HttpContext context, CancellationToken cancellationToken)
    {
        if (form.Receipt is not { } file)
        {
            return form.Refusal!;
        }

        using var turn = await turns.TryTakeAsync(LongestWait, cancellationToken);
        if (turn is null)
        {
            return ErrorResults.Unavailable("Many receipts are being verified right now: try again soon.");
        }

        try
        {
            var bytes = new byte[file.Length];
            file.Position = 0;
            await file.ReadExactlyAsync(bytes, cancellationToken);
            var (checks, receipt) = await signatures.MakeAsync(bytes, cancellationToken);
            var ofFiles = receipt is null
                ? ReceiptCheck.OfFiles.Select(name => new ReceiptCheck(name, null, "Not looked at: the receipt is not one of ours, or was changed."))
                : await new FileChecks(receipt, form.Original, form.Output).MakeAsync(cancellationToken);
            ReceiptCheck[] all = [.. checks, .. ofFiles];
            return TypedResults.Ok(new Response(receipt is not null && Array.TrueForAll(all, check => check.Holds != false), all));
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            return ErrorResults.Unavailable("The keys that receipts are signed with can't be read right now: try again soon.");
        }
    }
}

/// <summary>An open document takes memory by its size: strangers' documents are opened one at a time.</summary>
internal sealed class VerificationTurns : IDisposable
{
    private readonly SemaphoreSlim places = new(1, 1);

    /// <summary>Null when none comes free in time.</summary>
    public async Task<IDisposable?> TryTakeAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        await places.WaitAsync(patience, cancellationToken) ? new Turn(places) : null;

    public void Dispose() => places.Dispose();

    private sealed class Turn(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
