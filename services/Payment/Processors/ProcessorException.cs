namespace SwipeReview.Payment.Processors;

/// <summary>A processor did not do what it was asked.</summary>
/// <param name="isTransient">Asking again later may help, and may find it done.</param>
/// <param name="isStored">It will give this answer to the same order for ever: only a new attempt can end otherwise.</param>
internal sealed class ProcessorException(string message, bool isTransient, bool isStored = false, Exception? inner = null) : Exception(message, inner)
{
    public bool IsTransient => isTransient;

    public bool IsStored => isStored;
}
