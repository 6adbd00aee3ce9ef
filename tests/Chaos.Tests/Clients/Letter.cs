using System.Text;

namespace SwipeReview.Chaos.Tests.Clients;

/// <summary>Texts with mistakes in them, no two alike: nothing may come from a memory of models.</summary>
internal static class Letter
{
    private static readonly string[] Mistakes =
    [
        "I recieve to many letters", "We definately need an new plan", "Their is a error in it", "She beleives that the the time is right", "It was a accident, I think",
        "He could of called us earlier", "Please seperate the papers", "This is alot of work",
    ];

    public static byte[] Write(Random random) => Encoding.UTF8.GetBytes(string.Join("\n\n", Enumerable.Range(1, random.Next(4, 9)).Select(paragraph =>
        $"Number {random.Next(1_000_000)} of {paragraph}. {Mistakes[random.Next(Mistakes.Length)]}. {Mistakes[random.Next(Mistakes.Length)]} in {random.Next(1_000, 9_999)}.")));
}
