using System.Collections.Frozen;
using SwipeReview.Contracts.Jobs;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>The records of SwipeReview.Contracts by full name, which is their identity on the wire.</summary>
internal static class ContractTypes
{
    private static readonly FrozenDictionary<string, Type> Known =
        typeof(RunJob).Assembly.GetExportedTypes().ToFrozenDictionary(type => type.FullName!, StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The outbox holds a message of a type that this version does not know.</exception>
    public static Type Find(string name) =>
        Known.GetValueOrDefault(name) ?? throw new InvalidOperationException($"No contract has the name {name}.");
}
