namespace SwipeReview.Payment.Processors.Test;

/// <summary>Behind play money there is no bank that could take it back.</summary>
internal sealed class TestDisputes : IDisputeProcessor
{
    public string Name => TestProcessor.ProcessorName;

    public Task<DisputeReading> ReadAsync(string dispute, CancellationToken cancellationToken) =>
        throw new ProcessorException("The test processor has no disputes.", isTransient: false);

    public Task<IReadOnlyList<DisputeReading>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DisputeReading>>([]);
}
