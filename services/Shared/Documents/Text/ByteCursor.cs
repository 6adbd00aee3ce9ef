namespace SwipeReview.Documents.Text;

/// <summary>Turns character offsets into byte offsets, at the price of the way from the last one.</summary>
internal sealed class ByteCursor(string source, int start, TextCodec codec)
{
    int character;
    int at = start;

    public int MoveTo(int offset)
    {
        at = Peek(offset);
        character = offset;
        return at;
    }

    public int Peek(int offset) => offset >= character
        ? at + codec.CountBytes(source.AsSpan(character, offset - character))
        : at - codec.CountBytes(source.AsSpan(offset, character - offset));
}
