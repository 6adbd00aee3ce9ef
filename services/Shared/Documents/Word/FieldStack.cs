namespace SwipeReview.Documents.Word;

/// <summary>
/// The complex fields that are open: between begin and separate stands code, which no reader sees; between separate and end
/// its result, which the next update overwrites, so that only a hyperlink's is worth editing.
/// </summary>
internal sealed class FieldStack
{
    const int CodeToKeep = 24;

    readonly Stack<Field> open = new();
    int codes;
    int computed;

    public bool InCode => codes > 0;

    public bool InComputedResult => computed > 0;

    /// <summary>Passes a field mark of the given type: begin, separate or end.</summary>
    public void Move(ReadOnlySpan<byte> type)
    {
        if (type.SequenceEqual("begin"u8))
            Begin();
        else if (type.SequenceEqual("separate"u8))
            Separate();
        else
            End();
    }

    void Begin()
    {
        open.Push(new());
        codes++;
    }

    public void AddCode(string code)
    {
        if (open.TryPeek(out var field) && !field.HasResult && field.Code.Length < CodeToKeep)
            field.Code += code;
    }

    void Separate()
    {
        if (!open.TryPeek(out var field) || field.HasResult)
            return;
        field.HasResult = true;
        codes--;
        computed += IsHyperlink(field.Code) ? 0 : 1;
    }

    void End()
    {
        if (!open.TryPop(out var field))
            return;
        if (!field.HasResult)
            codes--;
        else if (!IsHyperlink(field.Code))
            computed--;
    }

    public static bool IsHyperlink(string code) => code.TrimStart().StartsWith("HYPERLINK", StringComparison.OrdinalIgnoreCase);

    sealed class Field
    {
        public string Code { get; set; } = "";

        public bool HasResult { get; set; }
    }
}
