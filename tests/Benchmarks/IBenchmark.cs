using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

internal interface IBenchmark
{
    string Name { get; }

    /// <summary>A line for the title and for whoever asks what there is.</summary>
    string Measures { get; }

    /// <summary>Measures a system that does nothing else, and reports.</summary>
    Task RunAsync(WholeSystem system, CancellationToken cancellationToken);
}
