using System.Text;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Data;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>By which words a job is found: those of its file's name, from the start, and of its changes, as they come.</summary>
internal sealed class JobWords
{
    public Guid JobId { get; private init; }

    public required NpgsqlTsVector Words { get; init; }

    /// <summary>In the transaction that stores the changes.</summary>
    public static Task AddAsync(JobsDbContext db, Guid jobId, IReadOnlyCollection<Change> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return Task.CompletedTask;
        }

        var texts = string.Join(' ', changes.SelectMany(change => (string[])[change.Original, change.Replacement]));
        return db.Database.ExecuteSqlAsync($"update job_words set words = job_words_with(words, {texts}) where job_id = {jobId}", cancellationToken);
    }

    /// <summary>What stays when the content goes: the file's name.</summary>
    public static Task ForgetChangesAsync(JobsDbContext db, Guid jobId, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"update job_words set words = job_words_with('', file_name) from jobs where jobs.id = job_id and job_id = {jobId}", cancellationToken);

    /// <summary>All words, each as the beginning of one; null when there are none to look for.</summary>
    public static string? Query(string asked)
    {
        // What is not of ASCII is told apart by PostgreSQL; what is, as in job_words_of.
        var spaced = new StringBuilder(asked.Length);
        foreach (var letter in asked.Normalize())
        {
            spaced.Append(char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) ? ' ' : letter);
        }

        var words = spaced.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? null : string.Join(" & ", words.Select(word => $"'{word}':*"));
    }
}
