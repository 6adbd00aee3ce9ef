namespace Aspire.Hosting;

/// <summary>The application can't run as asked. The message is for whoever started it.</summary>
public class DistributedApplicationException(string message) : Exception(message);
