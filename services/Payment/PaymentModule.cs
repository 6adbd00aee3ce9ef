using SwipeReview.Payment.Data;
using SwipeReview.Payment.Disputes;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Reconciling;
using SwipeReview.Payment.Refunds;
using SwipeReview.Payment.Strays;
using SwipeReview.Payment.Tiers;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.Payment;

/// <summary>Prices, quotes and payments. Nobody else knows a price.</summary>
public static class PaymentModule
{
    public static void AddPayment(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<PaymentDbContext>("paymentdb");
        builder.AddMessaging<PaymentDbContext>("payment", typeof(PaymentModule).Assembly);
        builder.AddServiceClient<JobsClient>("jobs");
        builder.AddServiceClient<PeopleClient>("identity");
        builder.AddValidatedOptions<PriceOptions>("Payment:Prices");
        builder.AddValidatedOptions<TierOptions>("Payment:Tiers");
        builder.Services.AddSingleton<RuleBook>();
        builder.Services.AddScoped<Quoting>();
        builder.Services.AddScoped<Fulfilment>();
        builder.Services.AddScoped<Checkouts>();
        builder.AddValidatedOptions<PaperOptions>("Payment:Papers");
        builder.Services.AddScoped<PaperDesk>();
        builder.Services.AddScoped<GetPaper>();
        builder.AddValidatedOptions<RefundOptions>("Payment:Refunds");
        builder.Services.AddScoped<Refunding>();
        builder.Services.AddScoped<Overpayment>();
        builder.Services.AddScoped<IReconciliation, RefundsUnderWay>();
        builder.Services.AddScoped<StrayMoney>();
        builder.Services.AddScoped<Disputing>();
        builder.Services.AddScoped<IReconciliation, DisputesLeft>();
        builder.AddProcessors();
        builder.Services.AddScoped<IReconciliation, StraysLeft>(); // behind those that find their own checkouts
    }

    public static void MapPayment(this WebApplication app)
    {
        var payments = app.MapApiGroup("/api/v1/payments", "Payments");
        payments.MapGet("/quote", GetQuote.HandleAsync);
        payments.MapPost("/", StartPayment.HandleAsync).AddEndpointFilter<RouteHandlerBuilder, OpenCheckout>().WithIdempotencyKey<PaymentDbContext>();
        payments.MapGet("/", ListPayments.HandleAsync);
        payments.MapGet("/{id:guid}", GetPayment.HandleAsync);
        payments.MapPost("/{id:guid}/refresh", GetPayment.RefreshAsync);
        payments.MapGet("/{id:guid}/invoice", GetPaper.InvoiceAsync).Produces(200, contentType: "application/pdf");
        payments.MapGet("/{id:guid}/receipt", GetPaper.ReceiptAsync).Produces(200, contentType: "application/pdf");
        payments.MapGet("/{id:guid}/credit-notes/{refundId:guid}", GetPaper.CreditNoteAsync).Produces(200, contentType: "application/pdf");
        app.MapProcessors();

        app.MapApiGroup("/api/v1/admin/ledger", "Admin").RequireAuthorization(Policies.Admin).MapGet("/check", LedgerCheck.HandleAsync);

        var admin = app.MapApiGroup("/api/v1/admin/payments", "Admin").RequireAuthorization(Policies.Admin);
        admin.MapGet("/", FindPayments.HandleAsync);
        admin.MapGet("/disputes", ListDisputes.HandleAsync);
        admin.MapGet("/{id:guid}", ExaminePayment.HandleAsync);
        admin.MapGet("/{id:guid}/ledger", InspectPayment.HandleAsync);
        admin.MapPost("/{id:guid}/refund", OrderRefund.HandleAsync).WithIdempotencyKey<PaymentDbContext>();

        app.MapInternalGroup("/internal/payments").MapGet("/{jobId:guid}/settlement", GetSettlement.HandleAsync);
    }
}
