namespace SwipeReview.Storage.Objects;

/// <summary>Bytes under keys that we make ourselves: a key is an id, so no name can lead anywhere. An object never changes.</summary>
internal interface IObjectStore
{
    /// <summary>Takes the bytes in; they are durable, and visible as a whole, when it returns.</summary>
    Task PutAsync(Guid key, IncomingFile file, string contentType, CancellationToken cancellationToken);

    /// <summary>A seekable stream of the <paramref name="size"/> bytes; null when there are none.</summary>
    /// <exception cref="ObjectStoreException">The store can't say.</exception>
    Task<Stream?> OpenAsync(Guid key, long size, CancellationToken cancellationToken);

    /// <summary>Deleting what is not there is fine.</summary>
    Task DeleteAsync(Guid key, CancellationToken cancellationToken);
}
