using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

public abstract class ParameterDefault
{
    public abstract void WriteToManifest(ManifestPublishingContext context);

    public abstract string GetDefaultValue();
}

/// <summary>A random value.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerCase = "abcdefghijkmnpqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public override string GetDefaultValue() =>
        RandomNumberGenerator.GetString(
            (Lower ? LowerCase : "") + (Upper ? UpperCase : "") + (Numeric ? Digits : "") + (Special ? Specials : ""),
            MinLength);

    public override void WriteToManifest(ManifestPublishingContext context)
    {
        context.Writer.WriteStartObject("generate");
        context.Writer.WriteNumber("minLength", MinLength);
        WriteIfExcluded(context, "lower", Lower);
        WriteIfExcluded(context, "upper", Upper);
        WriteIfExcluded(context, "numeric", Numeric);
        WriteIfExcluded(context, "special", Special);
        context.Writer.WriteEndObject();
    }

    private static void WriteIfExcluded(ManifestPublishingContext context, string name, bool included)
    {
        if (!included)
            context.Writer.WriteBoolean(name, false);
    }
}
