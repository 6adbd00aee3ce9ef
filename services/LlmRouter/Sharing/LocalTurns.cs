namespace SwipeReview.LlmRouter.Sharing;

/// <summary>One at a time for each key, in this process: those who wait here need not look in Redis over and over.</summary>
internal sealed class LocalTurns
{
    private readonly Dictionary<string, Gate> gates = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn, which ends with what is returned.</summary>
    public async Task<IDisposable> TakeAsync(string key, CancellationToken cancellationToken)
    {
        var gate = Enter(key);
        try
        {
            await gate.Turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(key, gate);
            throw;
        }

        return new Held(this, key, gate);
    }

    private Gate Enter(string key)
    {
        lock (gates)
        {
            if (!gates.TryGetValue(key, out var gate))
            {
                gates[key] = gate = new Gate();
            }

            gate.Callers++;
            return gate;
        }
    }

    private void Leave(string key, Gate gate)
    {
        lock (gates)
        {
            if (--gate.Callers == 0)
            {
                gates.Remove(key);
                gate.Turn.Dispose();
            }
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Callers { get; set; }
    }

    private sealed class Held(LocalTurns turns, string key, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Turn.Release();
            turns.Leave(key, gate);
        }
    }
}
