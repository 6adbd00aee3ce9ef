using System.Xml;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>Faults that come again whenever the same is tried again: trying again only makes people wait for the answer.</summary>
public static class LastingFaults
{
    /// <summary>
    /// True for what the program itself or the content is at fault for. Everything that a server, a network or a lock may be
    /// at fault for may pass, and so may what is not known.
    /// </summary>
    public static bool Contains(Exception fault) => fault is ArgumentException or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException
        or FormatException or InvalidCastException or NotSupportedException or NotImplementedException or ArithmeticException or XmlException or InvalidDataException;
}
