using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults;

namespace SwipeReview.Gateway.Tests;

/// <summary>What the host checks before it starts anything.</summary>
public sealed class StartTests
{
    private static readonly string[] WhoItIs = ["--ServiceAuth:ClientId=gateway", "--ServiceAuth:ClientSecret=a-secret-that-only-tests-know"];

    [Fact]
    public void It_starts_when_it_can_say_who_it_is_and_with_nothing_else() => Check();

    [Fact]
    public void It_does_not_start_when_it_could_exchange_no_key()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Check("--ServiceAuth:ClientSecret="));

        Assert.Contains("ClientSecret", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PerUser", "--Gateway:Limits:PerUser=0")]
    [InlineData("PerAddress", "--Gateway:Limits:PerAddress=-1")]
    [InlineData("AuthPerAddress", "--Gateway:Limits:AuthPerAddress=0")]
    [InlineData("KeysPerAddress", "--Gateway:Limits:KeysPerAddress=0")]
    [InlineData("Lifetime", "--Gateway:ApiKeys:Lifetime=00:02:00")]
    [InlineData("UsualTimeout", "--Gateway:UsualTimeout=01:00:00")]
    [InlineData("MetricsPort", "--Gateway:MetricsPort=70000")]
    [InlineData("WebRoot", "--Gateway:WebRoot=")]
    public void It_does_not_start_with_settings_that_cannot_be(string complaint, params string[] settings)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Check(settings));

        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trusted_proxy_that_is_no_network_stops_the_start() =>
        Assert.Throws<FormatException>(() => Check("--Gateway:TrustedProxies:0=the-load-balancer"));

    private static void Check(params string[] settings)
    {
        var builder = WebApplication.CreateBuilder([.. WhoItIs, .. settings]);
        builder.AddServiceDefaults();
        builder.AddGateway();
        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
