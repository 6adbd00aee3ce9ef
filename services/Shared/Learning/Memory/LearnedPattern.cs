namespace SwipeReview.Learning;

/// <summary>A pattern and the category that it belongs to.</summary>
public readonly record struct PatternKey(string Category, string Pattern);

/// <summary>A row of a person's memory: the decisions on one pattern in documents of one type.</summary>
/// <param name="Key">Which pattern.</param>
/// <param name="DocumentType">Any word that the caller uses the same way each time: <c>prose</c>, <c>code</c>.</param>
/// <param name="Tally">Its decisions that stand.</param>
public sealed record LearnedPattern(PatternKey Key, string DocumentType, Tally Tally);
