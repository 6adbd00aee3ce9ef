using Microsoft.Extensions.Options;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Downloads;

public sealed class LinkOptionsTests(Infrastructure infrastructure)
{
    [Theory]
    [InlineData(null)]
    [InlineData("too short")]
    public async Task The_service_does_not_start_without_a_signing_key(string? key)
    {
        await using var identity = await TestIdentity.StartAsync();
        var settings = await infrastructure.CreateSettingsAsync("deliverydb");
        foreach (var neighbour in (string[])["jobs", "payment", "storage"])
        {
            settings[$"services:{neighbour}:http:0"] = "http://127.0.0.1:1";
        }

        settings["Delivery:Links:SigningKey"] = key;
        await using var host = new ServiceHost<Program>(identity, settings);

        var refusal = Assert.Throws<OptionsValidationException>(host.StartServer);

        Assert.Contains("SigningKey", refusal.Message, StringComparison.Ordinal);
    }
}
