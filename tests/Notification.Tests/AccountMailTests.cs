using MassTransit;
using SwipeReview.Contracts.Identity;
using SwipeReview.Testing;

namespace SwipeReview.Notification.Tests;

public sealed class AccountMailTests(Infrastructure infrastructure)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("de-AT", "gilt eine Stunde lang")]
    [InlineData("en", "works once")]
    [InlineData(null, "works once")]
    public async Task The_link_to_a_new_password_is_mailed_in_the_persons_language_and_kept_nowhere(string? language, string words)
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        service.Identity.ResetTokens["ada@example.org"] = "pr_the-token";

        await service.Bus.Publish(new MailPasswordReset("ada@example.org", language, Now));

        var mail = await service.FirstMailAsync();
        Assert.Contains("ada@example.org", mail);
        Assert.Contains("https://swipe.example/reset#pr_the-token", mail);
        Assert.Contains(words, mail);
        await Eventually.BeTrueAsync(
            async () => await service.QueryAsync("select count(*) from mails where status = 'sent' and body = ''") is 1L, "a mail whose words are gone");
    }

    [Fact]
    public async Task Nobody_is_sent_nothing()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        service.Identity.ResetTokens["ada@example.org"] = "pr_the-token";

        await service.Bus.Publish(new MailPasswordReset("nobody@example.org", null, Now));
        await service.Bus.Publish(new MailPasswordReset("ada@example.org", null, Now));

        await service.FirstMailAsync();
        Assert.Equal(1L, await service.QueryAsync("select count(*) from mails"));
    }

    [Fact]
    public async Task Who_wants_no_news_hears_all_the_same_that_the_password_was_changed()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        var user = Guid.CreateVersion7();
        await service.Bus.Publish(new UserRegistered(user, "ada@example.org", "Ada", Now));
        await Eventually.BeTrueAsync(async () => await service.QueryAsync("select count(*) from people") is 1L, "the person");
        await service.QueryAsync("update people set mail_wanted = false returning 1");

        await service.Bus.Publish(new PasswordChanged(user, "de", Now));

        var mail = await service.FirstMailAsync();
        Assert.Contains("ada@example.org", mail);
        Assert.Contains("https://swipe.example/forgot", mail);
    }
}
