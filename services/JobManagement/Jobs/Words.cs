using System.Text.Json;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>The words of an enum in a query, as they are in bodies: camelCase, and numbers are none.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> All =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

    /// <summary>False for a word that is none of them. A missing word is fine, and null.</summary>
    public static bool TryRead(string? word, out T? value)
    {
        value = word is not null && All.TryGetValue(word, out var known) ? known : null;
        return string.IsNullOrEmpty(word) || value is not null;
    }

    public static ErrorResult Refuse(string field) =>
        ErrorResults.Validation($"{field} must be one of {string.Join(", ", All.Keys)}.", field, ("allowed", All.Keys));
}
