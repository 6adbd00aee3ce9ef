using System.Diagnostics;
using OpenTelemetry.Trace;

namespace SwipeReview.ServiceDefaults.Telemetry;

/// <summary>
/// Starts traces at what somebody asked for: a request or a message. A query or a call without a parent is a poll of our
/// own (relays, dispatchers, key refreshes) and a probe of health or metrics is nobody's work: thousands an hour that would
/// bury the rest. What has a parent follows its parent.
/// </summary>
internal sealed class RootsWorthTracing : Sampler
{
    private static readonly string[] Probes = ["/health", "/alive", "/metrics"];

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var isProbe = samplingParameters.Tags?.Any(tag => tag is { Key: "url.path", Value: string path } && Probes.Contains(path)) is true;
        return new SamplingResult(samplingParameters.Kind is ActivityKind.Client || isProbe ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
    }
}
