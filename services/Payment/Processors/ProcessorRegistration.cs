using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Processors.Stripe;
using SwipeReview.Payment.Processors.Test;
using SwipeReview.Payment.Reconciling;
using SwipeReview.Payment.Subscriptions;
using SwipeReview.Payment.Webhooks;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Processors;

/// <summary>The one processor that this system uses: Stripe where it has a key, else the built-in test processor.</summary>
internal static partial class ProcessorRegistration
{
    public static void AddProcessors(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<CheckoutOptions>("Payment:Checkout");
        builder.AddValidatedOptions<TestOptions>("Payment:Test");
        builder.AddValidatedOptions<StripeOptions>(StripeOptions.Section);
        builder.AddValidatedOptions<ReconcilerOptions>("Payment:Reconciler");
        builder.Services.AddOptions<CheckoutOptions>().Validate<IOptions<StripeOptions>>(
            (checkout, stripe) => !string.IsNullOrEmpty(checkout.WebAddress) || !stripe.Value.IsSet,
            "Payment:Checkout:WebAddress is needed with Stripe: its page sends people back there.");
        if (builder.Configuration.GetSection(StripeOptions.Section).GetValue<string>(nameof(StripeOptions.ApiKey)) is { Length: > 0 })
        {
            builder.Services.AddHttpClient<StripeClient>((services, http) =>
            {
                http.BaseAddress = services.GetRequiredService<IOptions<StripeOptions>>().Value.BaseUrl;
                http.Timeout = Timeout.InfiniteTimeSpan; // StripeClient keeps the time of each try
            }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
            builder.Services.AddScoped<IPaymentProcessor, StripeProcessor>();
            builder.Services.AddScoped<ISubscriptionProcessor, StripeSubscriptions>();
            builder.Services.AddScoped<IDisputeProcessor, StripeDisputes>();
        }
        else
        {
            builder.Services.AddScoped<IPaymentProcessor>(services => services.GetRequiredService<TestProcessor>());
            builder.Services.AddScoped<ISubscriptionProcessor, TestSubscriptions>();
            builder.Services.AddScoped<IDisputeProcessor, TestDisputes>();
        }

        builder.Services.AddScoped<TestProcessor>();
        builder.Services.AddScoped<ProcessorDirectory>();
        builder.AddValidatedOptions<SubscriptionOptions>("Payment:Subscriptions");
        builder.Services.AddScoped<EventFollowing>();
        builder.Services.AddScoped<Plans>();
        builder.Services.AddScoped<PlanView>();
        builder.Services.AddScoped<IReconciliation, PaymentsUnderWay>();
        builder.Services.AddScoped<IReconciliation, FeesLeft>();
        builder.Services.AddScoped<IReconciliation, EventsLeft>();
        builder.Services.AddScoped<IReconciliation, PlansLeft>();
        builder.Services.AddSingleton<Reconciler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Reconciler>());
    }

    public static void MapProcessors(this WebApplication app)
    {
        app.MapPlans();
        var stripe = app.Services.GetRequiredService<IOptions<StripeOptions>>().Value;
        LogProcessor(app.Logger, stripe.IsSet ? StripeProcessor.NameOf(stripe) : TestProcessor.ProcessorName);
        app.MapPost(ReceiveEvent.Route, ReceiveEvent.HandleAsync).AllowAnonymous().WithTags("Payments")
            .WithMetadata(new RequestSizeLimitAttribute(ReceiveEvent.LargestBody)).WithDescription("Stripe's events, signed. Not found where Stripe is not set up.")
            .DescribeHeader(ReceiveEvent.SignatureHeader, "Stripe's, over the bytes of the body.", isRequired: true).DescribeBody("application/json", isRequired: true)
            .DescribeRefusal(400, "The signature does not hold, or this is no event of ours.").DescribeRefusal(404, "Stripe is not set up.");
        if (stripe.IsSet)
        {
            return;
        }

        // The test processor's stand-in for a hosted checkout: the session's id is the secret that opens it.
        var checkout = app.MapGroup(TestCheckout.Route).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        checkout.MapGet("/{session:guid}", TestCheckout.ShowAsync);
        checkout.MapPost("/{session:guid}", TestCheckout.CompleteAsync);
        checkout.MapGet("/plans/{session:guid}", TestPlanCheckout.ShowAsync);
        checkout.MapPost("/plans/{session:guid}", TestPlanCheckout.CompleteAsync);
        checkout.MapGet("/plans/{session:guid}/portal", TestPortal.ShowAsync);
        checkout.MapPost("/plans/{session:guid}/portal", TestPortal.CompleteAsync);
    }

    [LoggerMessage(LogLevel.Information, "Payments go through the processor {Processor}")]
    private static partial void LogProcessor(ILogger logger, string processor);
}
