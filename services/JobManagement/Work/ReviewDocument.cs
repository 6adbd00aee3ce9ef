using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using Block = SwipeReview.Documents.Block;

namespace SwipeReview.JobManagement.Work;

/// <summary>
/// The work of a review: read the file, then group by group ask for proposals and store them with the checkpoint. A
/// later attempt goes on at the checkpoint.
/// </summary>
internal sealed class ReviewDocument(StorageClient storage, LlmRouterClient router, IOptions<WorkOptions> options, TimeProvider clock)
{
    private const int BlocksPerInsert = 1_000;

    public async Task RunAsync(Lease lease, CancellationToken cancellationToken)
    {
        var job = lease.Job;
        await using var file = await storage.DownloadAsync(job.FileId, cancellationToken);
        using var document = Document.Open(file, job.ContentType);
        if (job.BlocksTotal == 0)
        {
            await lease.WriteAsync((db, held) => StoreBlocksAsync(db, held, document.Blocks, cancellationToken), cancellationToken);
        }

        foreach (var group in BlockGroup.Split(document.Blocks, job.BlocksDone, options.Value))
        {
            var proposals = await router.ProposeAsync(job, group, cancellationToken);
            var (changes, conflicts) = Proposals.Keep(job, document, group, proposals.Items, clock.Now());
            await lease.WriteAsync(
                (db, held) => held.Checkpoint(db, changes, conflicts, group.End, group.Text, proposals.Cost.ToDecimal(), proposals.Cost.Currency), cancellationToken);
            JobMetrics.Proposed(changes);
        }

        await lease.WriteAsync((db, held) => held.Complete(db, clock.Now()), cancellationToken);
    }

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

        job.Opened(db, blocks.Count, blocks.Sum(block => (long)block.Text.Length));
    }
}
