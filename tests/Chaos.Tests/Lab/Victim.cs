namespace SwipeReview.Chaos.Tests.Lab;

/// <summary>What is killed.</summary>
public enum Victim
{
    Worker,
    Api,
    RabbitMq,
    Redis,
    Postgres,
}
