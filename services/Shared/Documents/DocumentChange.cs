namespace SwipeReview.Documents;

/// <summary>Bytes that a clean write replaces, and the edits that it does so for.</summary>
/// <param name="Start">Offset in the part as it was.</param>
/// <param name="Length">Bytes that go.</param>
/// <param name="Bytes">Bytes that come.</param>
/// <param name="Edits">Indexes in the set of edits. Several when they take a run away together.</param>
public sealed record ByteSplice(int Start, int Length, ReadOnlyMemory<byte> Bytes, IReadOnlyList<int> Edits);

/// <summary>
/// All that a clean write does to one part, so that a third party can do it again: the splices, in order and without overlap,
/// turn bytes of the first hash into bytes of the second.
/// </summary>
/// <param name="Part">Name of the part in its package; empty for a file that is no package.</param>
/// <param name="Sha256Before">Lower-case hex, of the unpacked part.</param>
/// <param name="Sha256After">Lower-case hex, of the unpacked part.</param>
public sealed record PartChange(string Part, string Sha256Before, string Sha256After, IReadOnlyList<ByteSplice> Splices);
