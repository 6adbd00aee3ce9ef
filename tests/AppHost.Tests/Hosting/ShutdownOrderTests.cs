using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace SwipeReview.AppHost.Tests.Hosting;

public sealed class ShutdownOrderTests
{
    [Fact]
    public void Who_waited_goes_before_what_it_waited_for()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var database = builder.AddExecutable("database", "true", "/");
        var service = builder.AddExecutable("service", "true", "/").WaitFor(database);
        var gateway = builder.AddExecutable("gateway", "true", "/").WaitFor(service);

        var layers = ShutdownOrder.Of([database.Resource, service.Resource, gateway.Resource]).Select(layer => layer.Single().Name);

        Assert.Equal(["gateway", "service", "database"], layers);
    }

    [Fact]
    public void A_circle_goes_all_at_once()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var one = builder.AddExecutable("one", "true", "/");
        var other = builder.AddExecutable("other", "true", "/").WaitFor(one);
        one.WaitFor(other);

        Assert.Equal(2, Assert.Single(ShutdownOrder.Of([one.Resource, other.Resource])).Count);
    }
}
