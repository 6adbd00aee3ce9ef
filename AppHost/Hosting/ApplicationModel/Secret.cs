namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value of our own that must not be shown.</summary>
internal sealed record Secret(string Value) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Value);

    /// <summary>Whether showing the value would show a secret.</summary>
    public static bool IsIn(object? value) => value switch
    {
        Secret or IResourceWithConnectionString => true,
        ParameterResource parameter => parameter.Secret,
        ReferenceExpression expression => expression.ValueProviders.Any(IsIn),
        _ => false,
    };
}
