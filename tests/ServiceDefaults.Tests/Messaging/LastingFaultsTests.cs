using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;
using SwipeReview.ServiceDefaults.Messaging;

namespace SwipeReview.ServiceDefaults.Tests.Messaging;

public sealed class LastingFaultsTests
{
    /// <summary>What the program or the content is at fault for.</summary>
    public static TheoryData<Type> Lasting =>
    [
        typeof(ArgumentException), typeof(ArgumentNullException), typeof(ArgumentOutOfRangeException),
        typeof(NullReferenceException), typeof(IndexOutOfRangeException), typeof(KeyNotFoundException),
        typeof(FormatException), typeof(UriFormatException), typeof(InvalidCastException),
        typeof(NotSupportedException), typeof(PlatformNotSupportedException), typeof(NotImplementedException),
        typeof(ArithmeticException), typeof(DivideByZeroException), typeof(OverflowException),
        typeof(XmlException), typeof(InvalidDataException),
    ];

    /// <summary>What a server, a network, a lock or the hour may be at fault for, and what is not known.</summary>
    public static TheoryData<Type> Passing =>
    [
        typeof(HttpRequestException), typeof(SocketException), typeof(BrokenCircuitException),
        typeof(TimeoutException), typeof(TimeoutRejectedException), typeof(OperationCanceledException), typeof(TaskCanceledException),
        typeof(IOException), typeof(EndOfStreamException), typeof(UnauthorizedAccessException),
        typeof(NpgsqlException), typeof(PostgresException), typeof(DbUpdateException), typeof(DbUpdateConcurrencyException),
        typeof(RedisConnectionException), typeof(RedisTimeoutException),
        typeof(JsonException), // half an answer
        typeof(InvalidOperationException), typeof(ObjectDisposedException), typeof(OutOfMemoryException),
        typeof(Exception),
    ];

    [Theory]
    [MemberData(nameof(Lasting))]
    public void What_comes_again_is_not_tried_again(Type fault) => Assert.True(LastingFaults.Contains(Make(fault)));

    [Theory]
    [MemberData(nameof(Passing))]
    public void What_may_pass_is_tried_again(Type fault) => Assert.False(LastingFaults.Contains(Make(fault)));

    private static Exception Make(Type fault) => (Exception)RuntimeHelpers.GetUninitializedObject(fault);
}
