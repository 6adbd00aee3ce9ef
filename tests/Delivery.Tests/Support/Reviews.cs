namespace SwipeReview.Delivery.Tests.Support;

internal static class Reviews
{
    public static readonly Guid Winner = Guid.CreateVersion7();

    /// <summary>One change of each outcome.</summary>
    public static FakeReview OfEveryKind => new(
    [
        new(Guid.CreateVersion7(), "We ", "recieve", "receive", " letters.", "accepted", new("accept", DeliveryApp.DecidedAt)),
        new(Winner, "This is ", "alot", "a lot", " of text.", "accepted", new("edit", DeliveryApp.DecidedAt.AddSeconds(1), "plenty")),
        new(Guid.CreateVersion7(), "This ", "is alot", "are a lot", " of text.", "rejected", SettledBy: new(Winner, "You accepted another change that overlaps this one."), Category: "grammar"),
        new(Guid.CreateVersion7(), "To ", "utilize", "use", " it", "rejected", new("reject", DeliveryApp.DecidedAt.AddSeconds(2)), Category: "word-choice",
            Provider: "openai", Model: "gpt-4o", LeftMachine: true),
        new(Guid.CreateVersion7(), "and ", "then", "", " go", "skipped", new("skip", DeliveryApp.DecidedAt.AddSeconds(3))),
        new(Guid.CreateVersion7(), "The end", "", ".", "", "pending", Reason: null),
    ], "Tighten it, please");
}
