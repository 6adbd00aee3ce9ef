using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Tiers;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Prices;

/// <summary>The rules as they are configured now, and those of every quote that was ever frozen, by their hash.</summary>
internal sealed class RuleBook
{
    private readonly string text;

    public RuleBook(IOptions<PriceOptions> prices, IOptions<TierOptions> tiers)
    {
        Rules = new PriceRules(prices.Value, tiers.Value);
        text = JsonSerializer.Serialize(Rules, ApiJson.Options);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public PriceRules Rules { get; }

    public string Hash { get; }

    public Task KeepAsync(PaymentDbContext db, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"insert into price_rules (hash, version, rules) values ({Hash}, {Rules.Prices.Version}, {text}::jsonb) on conflict do nothing", cancellationToken);

    /// <summary>Rules of any time.</summary>
    public static async Task<PriceRules> FindAsync(PaymentDbContext db, string hash, CancellationToken cancellationToken)
    {
        var kept = await db.Database.SqlQuery<string>($"""select rules::text as "Value" from price_rules where hash = {hash}""").SingleAsync(cancellationToken);
        return JsonSerializer.Deserialize<PriceRules>(kept, ApiJson.Options)!;
    }
}
