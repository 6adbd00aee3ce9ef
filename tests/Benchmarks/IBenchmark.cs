using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

internal interface IBenchmark
{
    string Name { get; }

    /// <summary>A line for the title and for whoever asks what there is.</summary>
    string Measures { get; }
}

internal interface ISystemBenchmark : IBenchmark
{
    /// <summary>Measures a system that does nothing else, and reports.</summary>
    Task RunAsync(WholeSystem system, CancellationToken cancellationToken);
}

internal interface IPaymentBenchmark : IBenchmark
{
    /// <summary>Measures Payment by itself, and reports.</summary>
    Task RunAsync(Payments.PaymentLab lab, CancellationToken cancellationToken);
}

internal interface IRouterBenchmark : IBenchmark
{
    /// <summary>Starts routers as it wants them, measures, and reports.</summary>
    Task RunAsync(Routing.RouterLab lab, CancellationToken cancellationToken);
}

internal interface IOwnBenchmark : IBenchmark
{
    /// <summary>Starts what it needs itself, measures, and reports.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
