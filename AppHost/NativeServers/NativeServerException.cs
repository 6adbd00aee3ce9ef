namespace SwipeReview.NativeServers;

/// <summary>A server can't be installed, prepared or started; the message is meant for the person at the terminal.</summary>
public sealed class NativeServerException(string message) : Exception(message);
