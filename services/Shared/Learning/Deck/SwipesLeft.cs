namespace SwipeReview.Learning;

/// <summary>How many swipes it is likely to take until the rest is settled: of people who decide as is believed, four of five end within the range.</summary>
public readonly record struct SwipesLeft(int From, int To);
