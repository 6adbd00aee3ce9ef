namespace SwipeReview.Payment.Reconciling;

/// <summary>A kind of thing that a crash, a lost answer or an event that never came leaves half done.</summary>
internal interface IReconciliation
{
    /// <summary>What is left, the longest waiting first; no more than one round can do.</summary>
    /// <exception cref="Processors.ProcessorException">Only the processor could tell.</exception>
    Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken);

    /// <summary>Goes on with one of them, in a scope of its own.</summary>
    Task MendAsync(string id, CancellationToken cancellationToken);
}
