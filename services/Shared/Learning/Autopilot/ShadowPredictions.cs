namespace SwipeReview.Learning;

/// <summary>
/// Predictions that were stored before the person saw a card, and were right or wrong once they swiped it. Either one
/// prediction or several of the same certainty: a table's row or a group of rows.
/// </summary>
/// <param name="Certainty"><see cref="Belief.Certainty"/> at that time, 0.5–1.</param>
/// <param name="Predictions">≥ 0.</param>
/// <param name="Errors">Those of them that the person decided otherwise.</param>
public readonly record struct ShadowPredictions(double Certainty, int Predictions, int Errors);
