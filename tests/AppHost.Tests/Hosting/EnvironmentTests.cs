using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace SwipeReview.AppHost.Tests.Hosting;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task Secrets_reach_the_process_and_are_marked_for_whoever_shows_them()
    {
        await using var application = new TestApplication();
        var secret = application.Builder.AddParameter("secret", new GenerateParameterDefault { Special = false }, secret: true);
        var echo = application.AddEcho("echo")
            .WithEnvironment("PLAIN", "text")
            .WithEnvironment("SECRET", secret)
            .WithEnvironment("HIDDEN", ReferenceExpression.Create($"password={secret}"));
        await application.StartAsync();
        var variables = (await application.HealthyAsync("echo")).Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name);

        using var http = new HttpClient();
        var value = await http.GetStringAsync(new Uri(new Uri(echo.GetEndpoint("http").Url), "SECRET"));
        Assert.Equal(value, await secret.Resource.GetValueAsync());
        Assert.False(variables["PLAIN"].IsSensitive);
        Assert.True(variables["SECRET"].IsSensitive);
        Assert.True(variables["HIDDEN"].IsSensitive);
        Assert.Equal($"password={value}", variables["HIDDEN"].Value);
    }

    [Fact]
    public async Task References_become_the_addresses_of_services_and_the_port_that_the_engine_found()
    {
        await using var application = new TestApplication();
        var first = application.AddEcho("first");
        application.AddEcho("second").WithReference(first.GetEndpoint("http"));
        await application.StartAsync();
        var variables = (await application.HealthyAsync("second")).Snapshot.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);

        Assert.Equal(first.GetEndpoint("http").Url, variables["services__first__http__0"]);
        Assert.InRange(int.Parse(variables["PORT"]!), 1, ushort.MaxValue);
    }
}
