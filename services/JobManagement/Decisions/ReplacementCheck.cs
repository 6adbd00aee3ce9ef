using Microsoft.EntityFrameworkCore;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Work;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>
/// Whether a person's own words can stand in the document: only the document knows. What a file's encoding can't hold, or
/// what would be read as markup there, is refused here, before it is decided, and not when the result is built. Edits are
/// rare, so the file is read again for each request that has some; replays of recorded ones need no reading.
/// </summary>
internal sealed class ReplacementCheck(JobsDbContext db, StorageClient storage)
{
    // An open document takes memory by its size, and reading it a processor.
    private static readonly SemaphoreSlim Room = new(Environment.ProcessorCount);

    /// <summary>Null when all can be written, and when the request is to be refused for another reason.</summary>
    public async Task<ErrorResult?> RefuseAsync(Guid jobId, Guid userId, IReadOnlyList<Decide.Item> items, CancellationToken cancellationToken)
    {
        var edits = items.Index().Where(item => item.Item.Action == DecisionAction.Edit).ToList();
        if (edits.Count == 0)
        {
            return null;
        }

        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Id == jobId && job.UserId == userId, cancellationToken);
        if (job is null || job.RefuseDecisions() is not null)
        {
            return null;
        }

        var known = await Decide.RecordedAsync(db, jobId, edits.Select(edit => edit.Item), cancellationToken);
        edits.RemoveAll(edit => known.Contains(edit.Item.Id));
        var ids = edits.Select(edit => edit.Item.ChangeId).ToArray();
        var changes = await db.Changes.AsNoTracking().Where(change => change.JobId == jobId && ids.Contains(change.Id)).ToDictionaryAsync(change => change.Id, cancellationToken);
        var wanted = edits.Where(edit => changes.ContainsKey(edit.Item.ChangeId)).Select(edit =>
        {
            var change = changes[edit.Item.ChangeId];
            return (edit.Index, Edit: new TextEdit(change.BlockId, change.Start, change.End, change.Original, edit.Item.Replacement!), change.Id);
        }).ToList();
        return wanted.Count == 0 ? null : await AskDocumentAsync(job, wanted, cancellationToken);
    }

    private async Task<ErrorResult?> AskDocumentAsync(Job job, List<(int Index, TextEdit Edit, Guid ChangeId)> edits, CancellationToken cancellationToken)
    {
        await Room.WaitAsync(cancellationToken);
        try
        {
            await using var file = await storage.DownloadAsync(job.FileId, cancellationToken);
            using var document = Document.Open(file, job.ContentType);
            foreach (var (index, edit, changeId) in edits)
            {
                if (document.Check(edit) is { } refusal)
                {
                    return ErrorResults.Validation(
                        refusal.Message, $"decisions[{index}].replacement", ("changeId", changeId), ("reason", refusal.Reason));
                }
            }

            return null;
        }
        catch (WorkRefusedException gone)
        {
            return ErrorResults.Gone(gone.Message);
        }
        finally
        {
            Room.Release();
        }
    }
}
