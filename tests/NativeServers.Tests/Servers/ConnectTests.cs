using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.NativeServers.Tests.Servers;

public sealed class ConnectTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_database_is_owned_by_a_role_without_privileges()
    {
        var database = await infrastructure.CreateDatabaseAsync();

        Assert.Equal(false, await Clients.SqlAsync(database, "select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user"));
        Assert.Equal(true, await Clients.SqlAsync(database, "select pg_get_userbyid(datdba) = current_user from pg_database where datname = current_database()"));
    }

    [Fact]
    public async Task The_owner_of_one_database_cannot_enter_another()
    {
        var mine = new NpgsqlConnectionStringBuilder(await infrastructure.CreateDatabaseAsync());
        var other = new NpgsqlConnectionStringBuilder(await infrastructure.CreateDatabaseAsync());
        mine.Database = other.Database;

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Clients.SqlAsync(mine.ConnectionString, "select 1"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_by_each_server()
    {
        var servers = await infrastructure.Servers;
        var postgres = new NpgsqlConnectionStringBuilder(servers.Postgres.Server.ConnectionString) { Password = "guess" }.ConnectionString;
        var redis = $"127.0.0.1:{servers.Redis.Server.Port},password=guess";
        var rabbitMq = $"amqp://swipereview:guess@127.0.0.1:{servers.RabbitMq.Server.Port}";

        await Assert.ThrowsAsync<PostgresException>(() => Clients.SqlAsync(postgres, "select 1"));
        await Assert.ThrowsAnyAsync<StackExchange.Redis.RedisConnectionException>(() => Clients.RedisAsync(redis, db => db.PingAsync()));
        await Assert.ThrowsAsync<RabbitMQ.Client.Exceptions.BrokerUnreachableException>(() => Clients.PublishAsync(rabbitMq, "hello"));
    }

    [Fact]
    public async Task Creating_a_database_again_changes_nothing()
    {
        var servers = await infrastructure.Servers;
        var first = await servers.CreateDatabaseAsync("again");
        await Clients.SqlAsync(first, "create table notes (text text); insert into notes values ('kept')");

        var second = await servers.CreateDatabaseAsync("again");

        Assert.Equal(first, second);
        Assert.Equal("kept", await Clients.SqlAsync(second, "select text from notes"));
    }

    [Fact]
    public async Task Virtual_hosts_do_not_share_queues()
    {
        var first = await infrastructure.CreateVirtualHostAsync();
        var second = await infrastructure.CreateVirtualHostAsync();

        await Clients.PublishAsync(first, "for the first");

        Assert.Null(await Clients.TakeAsync(second));
        Assert.Equal("for the first", await Clients.TakeAsync(first));
    }

    [Fact]
    public async Task Redis_databases_do_not_share_keys()
    {
        var first = await infrastructure.CreateRedisDatabaseAsync();
        var second = await infrastructure.CreateRedisDatabaseAsync();

        await Clients.RedisAsync(first, db => db.StringSetAsync("key", "of the first"));

        Assert.True((await Clients.RedisAsync(second, db => db.StringGetAsync("key"))).IsNull);
        Assert.Equal("of the first", await Clients.RedisAsync(first, db => db.StringGetAsync("key")));
    }
}
