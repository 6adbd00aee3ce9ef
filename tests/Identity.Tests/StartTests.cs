using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults;

namespace SwipeReview.Identity.Tests;

/// <summary>What the host checks before it starts anything.</summary>
public sealed class StartTests
{
    private const string GoodKey = "--Identity:Keys:EncryptionKey=an-encryption-key-that-only-tests-know";

    [Fact]
    public void It_starts_with_a_key_for_its_keys_and_nothing_else() => Check(GoodKey);

    [Theory]
    [InlineData("EncryptionKey")]
    [InlineData("EncryptionKey", "--Identity:Keys:EncryptionKey=too short")]
    [InlineData("PublishAhead", GoodKey, "--Identity:Keys:PublishAhead=6.00:00:00", "--Identity:Keys:RotationAge=1.00:00:00")]
    [InlineData("Iterations", GoodKey, "--Identity:Passwords:Iterations=1000")]
    [InlineData("AccessTokenLifetime", GoodKey, "--Identity:Sessions:AccessTokenLifetime=1.00:00:00")]
    [InlineData("PerAddressAndMinute", GoodKey, "--Identity:SignIn:PerAddressAndMinute=0")]
    [InlineData("jobs", GoodKey, "--ServiceAuth:Clients:jobs=short")]
    public void It_does_not_start_with_settings_that_cannot_be(string complaint, params string[] settings)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Check(settings));

        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
    }

    private static void Check(params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddServiceDefaults();
        builder.AddIdentity();
        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
