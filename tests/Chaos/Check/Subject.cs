namespace SwipeReview.Chaos.Check;

/// <summary>A system to look at: its databases and its object store.</summary>
/// <param name="Databases">Npgsql connection strings by the database's name in the AppHost, such as <c>jobsdb</c>. What is not here is not checked.</param>
/// <param name="Objects">The root of a folder store; null for a store that is not a folder, whose objects are then not looked at.</param>
public sealed record Subject(IReadOnlyDictionary<string, string> Databases, string? Objects);
