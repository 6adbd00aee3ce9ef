namespace SwipeReview.Payment.Processors;

/// <summary>The part of a processor that hears what banks say of payments. As with payments: an event is a hint, reading is the truth.</summary>
/// <exception cref="ProcessorException">Of any member.</exception>
internal interface IDisputeProcessor
{
    string Name { get; }

    Task<DisputeReading> ReadAsync(string dispute, CancellationToken cancellationToken);

    /// <summary>Those that began since then.</summary>
    Task<IReadOnlyList<DisputeReading>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>In the order in which a dispute goes through them, as far as it goes.</summary>
internal enum DisputeState
{
    /// <summary>The bank asks; no money has moved.</summary>
    Inquiry,

    /// <summary>The bank asked, and that was all.</summary>
    Closed,

    /// <summary>The bank has taken the money, or is about to, and decides.</summary>
    Open,
    Lost,
    Won,
}

/// <param name="Charge">As the reading of the paid checkout named it.</param>
/// <param name="PaymentId">Our payment, as the processor was told; null for a plan's.</param>
/// <param name="Customer">Whose plan it is.</param>
/// <param name="AnswerBy">Until when evidence can be handed in.</param>
/// <param name="Movements">Of money, so far; they are only ever added to.</param>
internal sealed record DisputeReading(
    string Id, string? Charge, Guid? PaymentId, string? Customer, DisputeState State, string Reason, decimal Amount, string Currency,
    DateTimeOffset CreatedAt, DateTimeOffset? AnswerBy, IReadOnlyList<DisputeMovement> Movements);

/// <param name="Id">The processor's.</param>
/// <param name="Amount">Less than 0 when it was taken from us.</param>
/// <param name="Fee">Kept on top of it; less than 0 when it was given back.</param>
/// <param name="Currency">In which the processor keeps its books: not always that of the payment.</param>
internal sealed record DisputeMovement(string Id, decimal Amount, decimal Fee, string Currency);
