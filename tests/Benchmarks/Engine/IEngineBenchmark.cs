namespace SwipeReview.Benchmarks.Engine;

internal interface IEngineBenchmark : IBenchmark
{
    /// <summary>Measures an engine that does nothing else, and reports.</summary>
    Task RunAsync(EngineLab lab, Sizes sizes, CancellationToken cancellationToken);
}
