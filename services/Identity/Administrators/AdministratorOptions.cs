namespace SwipeReview.Identity.Administrators;

/// <summary>Who administers this system, section <c>Identity:Administrators</c>.</summary>
internal sealed class AdministratorOptions
{
    /// <summary>Their email addresses. Default: nobody. Who is not named here any more is one no longer, from their next refresh on.</summary>
    public IReadOnlyList<string> Emails { get; set; } = [];
}
