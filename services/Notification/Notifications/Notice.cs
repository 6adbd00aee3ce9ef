using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Jobs;

namespace SwipeReview.Notification.Notifications;

/// <summary>What to say of an event: the words, and where they lead.</summary>
internal sealed record Notice(NotificationKind Kind, Guid UserId, Guid JobId, string Title, string Body, string Link)
{
    /// <summary>With <see cref="Changes"/> and <see cref="Format"/> the facts that the words were made of, for who says it in other words.</summary>
    public string? FileName { get; private init; }

    public int? Changes { get; private init; }

    public string? Format { get; private init; }

    public static Notice Of(JobReady ready) => new(
        NotificationKind.CardsReady, ready.UserId, ready.JobId,
        ready.Changes switch
        {
            0 => $"{ready.FileName} needs no changes",
            1 => $"1 card is ready: {ready.FileName}",
            var count => $"{count} cards are ready: {ready.FileName}",
        },
        ready.Changes == 0 ? "Nothing was found to change." : "Swipe right to accept, left to reject.",
        $"/jobs/{ready.JobId}") { FileName = ready.FileName, Changes = ready.Changes };

    public static Notice Of(JobFailed failed) => new(
        NotificationKind.JobFailed, failed.UserId, failed.JobId,
        $"{failed.FileName} could not be worked on", failed.Message, $"/jobs/{failed.JobId}") { FileName = failed.FileName };

    public static Notice Of(ArtifactReady ready) => new(
        NotificationKind.ResultReady, ready.UserId, ready.JobId,
        $"Your {NounOf(ready.Format)} is ready", WhatItIs(ready.Format), $"/jobs/{ready.JobId}/finish") { Format = ready.Format };

    public static Notice Of(ArtifactFailed failed) => new(
        NotificationKind.ResultFailed, failed.UserId, failed.JobId,
        $"Your {NounOf(failed.Format)} could not be built", failed.Message, $"/jobs/{failed.JobId}/finish") { Format = failed.Format };

    private static string NounOf(string format) => format is "patch" or "report" or "receipt" ? format : "file";

    private static string WhatItIs(string format) => format switch
    {
        "redline" => "It shows the changes that you accepted as changes.",
        "report" => "It tells what was proposed and what you decided.",
        "receipt" => "With it anybody can verify what was changed.",
        _ => "It holds exactly the changes that you accepted.",
    };
}
