using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Memory;
using Block = SwipeReview.Documents.Block;

namespace SwipeReview.JobManagement.Work;

/// <summary>
/// The work of a review: read the file, then group by group ask for proposals and store them with the checkpoint. A
/// later attempt goes on at the checkpoint. A group is stored whole: cards never change, and which of a block's
/// proposals become cards, and what they exclude, is known when all of them are.
/// </summary>
internal sealed partial class ReviewDocument(
    StorageClient storage, LlmRouterClient router, IOptions<WorkOptions> options, TimeProvider clock, ILogger<ReviewDocument> logger)
{
    private const int BlocksPerInsert = 1_000;

    /// <summary>Groups that are passed over before all that follow are.</summary>
    private const int MostInARow = 3;

    public async Task RunAsync(Lease lease, CancellationToken cancellationToken)
    {
        var job = lease.Job;
        await using var file = await storage.DownloadAsync(job.FileId, cancellationToken);
        using var document = Document.Open(file, job.ContentType);
        if (job.BlocksTotal == 0)
        {
            await lease.WriteAsync((db, held) => StoreBlocksAsync(db, held, document.Blocks, cancellationToken), cancellationToken);
        }

        // What could not be read is told at the end; until then a group gets another attempt, and those after it none.
        var isLastAttempt = job.IsLastAttempt;
        var inARow = 0;
        foreach (var group in BlockGroup.Split(document.Blocks, job.BlocksDone, options.Value))
        {
            ProposalSet proposals;
            try
            {
                proposals = await router.ProposeAsync(job, group, cancellationToken);
            }
            catch (Exception fault) when (WhyUnread(fault, isLastAttempt, isFirst: group.Start == 0) is { } why && !cancellationToken.IsCancellationRequested)
            {
                // Nobody has answered for a while: the rest is not worth as long a wait again.
                var passed = ++inARow < MostInARow ? group : BlockGroup.Rest(document.Blocks, group.Start);
                LogPassedOver(logger, job.Id, passed.Start, passed.End, fault.Message);
                await lease.WriteAsync((db, held) => held.PassOver(db, passed.End, passed.Text, passed.Written.CountBy(_ => why).ToDictionary()), cancellationToken);
                if (passed.End > group.End)
                {
                    break;
                }

                continue;
            }

            (isLastAttempt, inARow) = (false, 0);
            var (changes, conflicts) = Proposals.Keep(job, document, group, proposals.Items, clock.Now());
            await lease.WriteAsync<Suppression>(
                async (db, held, memory) =>
                {
                    held.Checkpoint(db, changes, conflicts, group.End, group.Text, proposals.Cost.ToDecimal(), proposals.Cost.Currency, proposals.Reasons);
                    await db.SaveChangesAsync(cancellationToken);
                    await JobWords.AddAsync(db, held.Id, changes, cancellationToken);
                    await memory.HideAsync(held, changes, cancellationToken);
                },
                cancellationToken);
            JobMetrics.Proposed(changes);
        }

        await lease.WriteAsync(async (db, held) => held.Complete(db, await Judgement.OfAsync(db, held.Id, [], cancellationToken), clock.Now()), cancellationToken);
    }

    /// <summary>Why a group is passed over rather than the job given up or tried again; null: it isn't.</summary>
    private static string? WhyUnread(Exception fault, bool isLastAttempt, bool isFirst) => fault switch
    {
        WorkRefusedException { About: "budget" } when !isFirst => UnreadBlocks.BudgetSpent,
        HttpRequestException or BrokenCircuitException or TimeoutRejectedException when isLastAttempt => UnreadBlocks.Failed,
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "Blocks {First} to {End} of job {JobId} could not be read: {Reason}")]
    private static partial void LogPassedOver(ILogger logger, Guid jobId, int first, int end, string reason);

    private static async Task StoreBlocksAsync(JobsDbContext db, Job job, IReadOnlyList<Block> blocks, CancellationToken cancellationToken)
    {
        for (var first = 0; first < blocks.Count; first += BlocksPerInsert)
        {
            var some = blocks.Skip(first).Take(BlocksPerInsert).ToList();
            string[] ids = [.. some.Select(block => block.Id)];
            string[] kinds = [.. some.Select(block => LlmRouterClient.Word(block.Kind))];
            string[] texts = [.. some.Select(block => block.Text)];
            await db.Database.ExecuteSqlAsync($"""
                insert into job_blocks (job_id, ordinal, user_id, block_id, kind, text)
                select {job.Id}, {first} + place - 1, {job.UserId}, block_id, kind, text
                from unnest({ids}, {kinds}, {texts}) with ordinality as block (block_id, kind, text, place)
                """, cancellationToken);
        }

        job.Opened(db, blocks.Count, blocks.Count(block => !string.IsNullOrWhiteSpace(block.Text)), blocks.Sum(block => (long)block.Text.Length));
    }
}
