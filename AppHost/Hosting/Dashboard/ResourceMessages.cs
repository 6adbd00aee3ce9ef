using System.Collections;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using HealthStatus = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Aspire.Hosting.Dashboard;

/// <summary>Snapshots in the dashboard's words.</summary>
internal static class ResourceMessages
{
    public static Wire.Resource ToMessage(this ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var message = new Wire.Resource
        {
            Name = change.ResourceId,
            Uid = change.ResourceId,
            DisplayName = change.Resource.Name,
            ResourceType = snapshot.ResourceType,
            CreatedAt = ToMessage(snapshot.CreationTimeStamp),
            StartedAt = ToMessage(snapshot.StartTimeStamp),
            StoppedAt = ToMessage(snapshot.StopTimeStamp),
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = true,
            Environment = { snapshot.EnvironmentVariables.Select(ToMessage) },
            Properties = { snapshot.Properties.Select(ToMessage) },
            Urls = { snapshot.Urls.Select(ToMessage) },
            Commands = { snapshot.Commands.Select(ToMessage) },
            HealthReports = { snapshot.HealthReports.Select(ToMessage) },
            Relationships = { snapshot.Relationships.Select(r => new Wire.ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }) },
        };
        if (snapshot.State is { } state)
        {
            message.State = state.Text;
            if (state.Style is not null)
                message.StateStyle = state.Style;
        }

        if (snapshot.IconName is not null)
            message.IconName = snapshot.IconName;
        return message;
    }

    private static Wire.EnvironmentVariable ToMessage(EnvironmentVariableSnapshot variable) =>
        new() { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec };

    private static Wire.ResourceProperty ToMessage(ResourcePropertySnapshot property) =>
        new() { Name = property.Name, Value = ToValue(property.Value), IsSensitive = property.IsSensitive };

    // Without display properties the dashboard drops the url.
    private static Wire.Url ToMessage(UrlSnapshot url)
    {
        var message = new Wire.Url
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive,
            DisplayProperties = new() { DisplayName = url.DisplayProperties.DisplayName, SortOrder = url.DisplayProperties.SortOrder },
        };
        if (url.Name is not null)
            message.EndpointName = url.Name;
        return message;
    }

    private static Wire.ResourceCommand ToMessage(ResourceCommandSnapshot command)
    {
        var message = new Wire.ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsHighlighted = command.IsHighlighted,
            State = command.State switch
            {
                ResourceCommandState.Enabled => Wire.ResourceCommandState.Enabled,
                ResourceCommandState.Disabled => Wire.ResourceCommandState.Disabled,
                _ => Wire.ResourceCommandState.Hidden,
            },
        };
        if (command.DisplayDescription is not null)
            message.DisplayDescription = command.DisplayDescription;
        if (command.ConfirmationMessage is not null)
            message.ConfirmationMessage = command.ConfirmationMessage;
        if (command.IconName is not null)
            message.IconName = command.IconName;
        if (command.IconVariant is { } variant)
            message.IconVariant = variant == IconVariant.Filled ? Wire.IconVariant.Filled : Wire.IconVariant.Regular;
        return message;
    }

    private static Wire.HealthReport ToMessage(HealthReportSnapshot report)
    {
        var message = new Wire.HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = ToMessage(report.LastRunAt),
        };
        if (report.Status is { } status) // absent: not checked yet
        {
            message.Status = status switch
            {
                HealthStatus.Healthy => Wire.HealthStatus.Healthy,
                HealthStatus.Degraded => Wire.HealthStatus.Degraded,
                _ => Wire.HealthStatus.Unhealthy,
            };
        }

        return message;
    }

    private static Timestamp? ToMessage(DateTime? time) => time is { } moment ? Timestamp.FromDateTime(moment.ToUniversalTime()) : null;

    private static Value ToValue(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool truth => Value.ForBool(truth),
        IEnumerable values => Value.ForList([.. values.Cast<object?>().Select(ToValue)]),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => Value.ForNumber(Convert.ToDouble(value)),
        _ => Value.ForString(value.ToString() ?? ""),
    };
}
