using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Grpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the dashboard asks of the AppHost: which resources there are, how they are, what they write, and commands.</summary>
internal sealed class DashboardService(
    string applicationName,
    ResourceNotificationService resources,
    ResourceLoggerService logs,
    ResourceCommandService commands)
{
    private const int LinesPerMessage = 200;

    public void Map(IEndpointRouteBuilder routes)
    {
        const string Service = "/aspire.v1.DashboardService";
        routes.MapUnary($"{Service}/GetApplicationInformation", Wire.ApplicationInformationRequest.Parser, GetApplicationInformationAsync);
        routes.MapServerStream($"{Service}/WatchResources", Wire.WatchResourcesRequest.Parser, WatchResourcesAsync);
        routes.MapServerStream($"{Service}/WatchResourceConsoleLogs", Wire.WatchResourceConsoleLogsRequest.Parser, WatchResourceConsoleLogsAsync);
        routes.MapUnary($"{Service}/ExecuteResourceCommand", Wire.ResourceCommandRequest.Parser, ExecuteResourceCommandAsync);
        routes.MapSilentStream($"{Service}/WatchInteractions"); // were it refused or ended, the page would say that the connection is lost
        routes.MapUnimplemented();
    }

    private Task<IMessage> GetApplicationInformationAsync(Wire.ApplicationInformationRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<IMessage>(new Wire.ApplicationInformationResponse { ApplicationName = applicationName });

    private async IAsyncEnumerable<IMessage> WatchResourcesAsync(
        Wire.WatchResourcesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isFirst = true;
        await foreach (var batch in resources.WatchAsync(cancellationToken).InBatchesAsync(cancellationToken))
        {
            // Only the newest of several changes to one resource is news.
            var newest = batch.GroupBy(change => change.ResourceId).Select(changes => changes.Last().ToMessage());
            yield return isFirst
                ? new Wire.WatchResourcesUpdate { InitialData = new() { Resources = { newest } } }
                : new Wire.WatchResourcesUpdate { Changes = new() { Value = { newest.Select(resource => new Wire.WatchResourcesChange { Upsert = resource }) } } };
            isFirst = false;
        }
    }

    private async IAsyncEnumerable<IMessage> WatchResourceConsoleLogsAsync(
        Wire.WatchResourceConsoleLogsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = request.SuppressFollow ? logs.GetAllAsync(request.ResourceName) : logs.WatchAsync(request.ResourceName);
        await foreach (var batch in source.WithCancellation(cancellationToken))
        {
            foreach (var lines in batch.Chunk(LinesPerMessage))
                yield return new Wire.WatchResourceConsoleLogsUpdate { LogLines = { lines.Select(ToMessage) } };
        }
    }

    private async Task<IMessage> ExecuteResourceCommandAsync(Wire.ResourceCommandRequest request, CancellationToken cancellationToken)
    {
        var result = await commands.ExecuteCommandAsync(request.ResourceName, request.CommandName, cancellationToken);
        var response = new Wire.ResourceCommandResponse
        {
            Kind = result switch
            {
                { Success: true } => Wire.ResourceCommandResponseKind.Succeeded,
                { Canceled: true } => Wire.ResourceCommandResponseKind.Cancelled,
                _ => Wire.ResourceCommandResponseKind.Failed,
            },
        };
        if (result.ErrorMessage is { } message)
            response.Message = message;
        return response;
    }

    private static Wire.ConsoleLogLine ToMessage(LogLine line) =>
        new() { Text = line.Content, IsStdErr = line.IsErrorMessage, LineNumber = line.LineNumber };
}
