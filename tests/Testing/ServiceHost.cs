using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace SwipeReview.Testing;

/// <summary>
/// A service as it is in production, on Kestrel and a free loopback port, with the given settings. Reach it through
/// the clients that it makes: <see cref="As"/> a person, <see cref="AsService"/>, or <see cref="Anonymous"/>.
/// </summary>
/// <typeparam name="TProgram">The service's entry point.</typeparam>
public class ServiceHost<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly TestIdentity identity;
    private readonly IReadOnlyDictionary<string, string?> settings;

    /// <param name="identity">Issues the tokens that the service is to trust.</param>
    /// <param name="settings">As the AppHost would inject them: <c>ConnectionStrings:…</c>, <c>services:…</c> and options.</param>
    public ServiceHost(TestIdentity identity, IReadOnlyDictionary<string, string?> settings)
    {
        this.identity = identity;
        this.settings = settings;
        UseKestrel(0);
    }

    public HttpClient As(Guid userId, bool isAdmin = false) => WithToken(identity.UserToken(userId, isAdmin));

    public HttpClient AsService(string name) => WithToken(identity.ServiceToken(name));

    public HttpClient Anonymous() => CreateClient();

    public HttpClient WithToken(string token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.UseSetting("services:identity:http:0", identity.Address);
        builder.UseSetting("ServiceAuth:ClientId", "test");
        builder.UseSetting("ServiceAuth:ClientSecret", "a-secret-that-only-tests-know");
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }
    }
}
