using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Papers;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary>A person's payments, the newest first.</summary>
internal static class ListPayments
{
    public static async Task<Results<Ok<Page<PaymentResponse>>, ErrorResult>> HandleAsync(
        PageQuery page, CurrentUser user, PaymentDbContext db, CancellationToken cancellationToken)
    {
        var payments = db.Payments.AsNoTracking().Where(payment => payment.UserId == user.Id);
        if (page.Cursor is { } cursor)
        {
            if (!Cursor.TryDecode<Guid>(cursor, out var after))
            {
                return Cursor.Invalid();
            }

            payments = payments.Where(payment => payment.Id < after);
        }

        var rows = await payments.OrderByDescending(payment => payment.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        var creditNotes = await CreditNote.OfAsync(db, rows.ConvertAll(payment => payment.Id), cancellationToken);
        return TypedResults.Ok(Page<PaymentResponse>.From(rows, page.Limit, payment => PaymentResponse.From(payment, creditNotes[payment.Id]), last => Cursor.Encode(last.Id)));
    }
}
