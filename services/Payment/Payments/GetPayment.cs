using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

internal static class GetPayment
{
    public static async Task<Results<Ok<PaymentResponse>, ErrorResult>> HandleAsync(
        Guid id, CurrentUser user, PaymentDbContext db, CancellationToken cancellationToken) =>
        await db.Payments.AsNoTracking().SingleOrDefaultAsync(payment => payment.Id == id && payment.UserId == user.Id, cancellationToken) is { } payment
            ? TypedResults.Ok(PaymentResponse.From(payment))
            : ErrorResults.NotFound("payment");
}
