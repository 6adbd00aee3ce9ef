using System.Reflection;
using Npgsql;
using SwipeReview.Payment.Ledger;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Ledger;

/// <summary>A database of the version before the ledger.</summary>
public sealed class EarlierPaymentsTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task What_was_paid_before_there_was_a_ledger_is_in_it()
    {
        var database = await infrastructure.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await ExecuteAsync(source, "create table schema_versions (name text primary key, sha256 text not null, applied_at timestamptz not null)");
            await ApplyAsync(source, typeof(ServiceDbContext).Assembly, "0000_service_defaults.sql");
            await ApplyAsync(source, typeof(PaymentModule).Assembly, "0001_payments.sql");
            await ExecuteAsync(source, """
                set app.user_id = '*';
                insert into quotes (id, user_id, job_id, rules_version, accepted_changes, allowance_used, amount, due, currency, lines, created_at)
                select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'early', 1, 0, amount, amount, currency, '[]', now()
                from (values (0.80, 'USD'), (120, 'JPY'), (0, 'USD'), (5, 'USD')) as quote (amount, currency);
                insert into payments (id, user_id, job_id, quote_id, status, accepted_changes, allowance_used, amount, currency, processor, created_at, settled_at)
                select gen_random_uuid(), user_id, job_id, id, case amount when 0 then 'notRequired' when 5 then 'failed' else 'settled' end, 1, 0, amount, currency, 'test', now(), now()
                from quotes
                """);
        }

        await using var service = await PaymentService.StartAsync(infrastructure, ("ConnectionStrings:paymentdb", database));

        var check = await service.CheckLedgerAsync();
        Assert.True(check.Holds(), check.ToString());
        Assert.Equal(("0.8000", "-0.8000"), (check.Balance(Accounts.Processor("test")), check.Balance(Accounts.Revenue)));
        Assert.Equal("120.0000", check.Balance(Accounts.Processor("test"), "JPY"));
    }

    private static async Task ApplyAsync(NpgsqlDataSource source, Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"schema/{name}")!);
        var sql = await reader.ReadToEndAsync();
        await ExecuteAsync(source, sql);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(sql)));
        await ExecuteAsync(source, $"insert into schema_versions values ('{name}', '{hash}', now())");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
