namespace SwipeReview.Learning;

/// <summary>An open card, as far as its order is concerned.</summary>
/// <param name="Id">The change's.</param>
/// <param name="Key">Its pattern.</param>
/// <param name="Position">Its place in the text: any number that grows as one reads, the same for no two cards.</param>
/// <param name="IsOn">False: the person switched its pattern off: nothing is learned from it or done with it.</param>
public sealed record Card(Guid Id, PatternKey Key, int Position, bool IsOn = true);
