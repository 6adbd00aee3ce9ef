using SwipeReview.Payment.Processors.Test;
using SwipeReview.ServiceDefaults;

namespace SwipeReview.Payment.Processors;

/// <summary>The one processor that this system uses.</summary>
internal static class ProcessorRegistration
{
    public static void AddProcessors(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<CheckoutOptions>("Payment:Checkout");
        builder.AddValidatedOptions<TestOptions>("Payment:Test");
        builder.Services.AddScoped<IPaymentProcessor, TestProcessor>();
    }

    public static void MapProcessors(this WebApplication app)
    {
        // The test processor's stand-in for a hosted checkout: the session's id is the secret that opens it.
        var checkout = app.MapGroup(TestCheckout.Route).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        checkout.MapGet("/{session:guid}", TestCheckout.ShowAsync);
        checkout.MapPost("/{session:guid}", TestCheckout.CompleteAsync);
    }
}
