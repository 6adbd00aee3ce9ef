namespace SwipeReview.ServiceDefaults.Auth;

/// <summary>What tokens say, between Identity that issues them and everybody who checks them.</summary>
public static class TokenNames
{
    public const string Issuer = "swipereview";

    /// <summary>Audience of a person's token.</summary>
    public const string UserAudience = "swipereview";

    /// <summary>Audience of a service's token: opens <c>/internal/*</c> and nothing else.</summary>
    public const string ServiceAudience = "swipereview-internal";

    /// <summary>The <c>typ</c> of every token.</summary>
    public const string TokenType = "JWT";

    /// <summary>The <c>typ</c> of a receipt, which the same keys sign: neither passes as the other.</summary>
    public const string ReceiptType = "swipereview-receipt+jws";

    public const string Session = "sid";
    public const string Role = "role";
    public const string AdminRole = "admin";

    /// <summary>A service's subject is this, then its name.</summary>
    public const string ServiceSubjectPrefix = "service:";
}

/// <summary>Authorization policies that groups ask for.</summary>
public static class Policies
{
    public const string User = "user";
    public const string Admin = "admin";
    public const string Service = "service";
}
