using System.Collections.Concurrent;

namespace SwipeReview.LlmRouter.Tasks;

/// <summary>The versioned files of <c>Tasks/Prompts</c>: what a model is told, and the form of its answer.</summary>
internal static class TaskFiles
{
    // Shared by all tasks: whoever raises it raises every task's version with it.
    private const int RulesVersion = 2;

    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    /// <summary>The rules of every task, and this one in words.</summary>
    public static string Prompt(this ProposalTask task) => $"{Read($"system.v{RulesVersion}.md")}\n{Read($"{task.PromptVersion}.md")}";

    /// <summary>JSON Schema of the answer, for vendors that can hold a model to one.</summary>
    public static string Schema(this ProposalTask task) => Read($"{task.PromptVersion}.schema.json");

    private static string Read(string file) => Files.GetOrAdd(file, static name =>
    {
        using var stream = typeof(TaskFiles).Assembly.GetManifestResourceStream($"prompts/{name}")
            ?? throw new InvalidOperationException($"There is no prompt file {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    });
}
