using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace SwipeReview.Storage.Objects;

/// <summary>Where bytes wait while they arrive: the disk, so that a type can be found and a scanner can look before anything is stored.</summary>
internal sealed class IncomingFolder
{
    private const int BufferSize = 128 * 1024;
    private readonly string path;
    private readonly TimeProvider clock;

    public IncomingFolder(IOptions<ObjectStoreOptions> options, TimeProvider clock)
    {
        path = Directory.CreateDirectory(options.Value.IncomingFolder).FullName;
        this.clock = clock;
    }

    /// <summary>
    /// How far a body that is over its limit is still read: a client that is busy sending does not look for an answer,
    /// and one that has finished can be told how large its file is.
    /// </summary>
    public static long Patience(long limit) => 2 * limit;

    /// <summary>Reads each byte once: onto the disk and into the hash. Nothing past <paramref name="limit"/> is written.</summary>
    /// <param name="keepsWhatArrived">Of a sender who breaks off; without it that is an exception, and nothing is kept.</param>
    /// <param name="isPart">Of something larger, whose hash is all that anybody will ask for.</param>
    /// <exception cref="IOException">The sender broke off.</exception>
    /// <exception cref="ObjectStoreException">The disk is full or broken.</exception>
    public async Task<IncomingFile> ReceiveAsync(Stream source, long limit, CancellationToken cancellationToken, bool keepsWhatArrived = false, bool isPart = false)
    {
        var file = Create(limit);
        try
        {
            using var hash = isPart ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            try
            {
                await FillAsync(file, hash, source, limit, cancellationToken);
            }
            catch (Exception cut) when (keepsWhatArrived && cut is IOException or OperationCanceledException)
            {
                file.IsWhole = false;
            }

            file.Sha256 = hash is null ? "" : Convert.ToHexStringLower(hash.GetHashAndReset());
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts what was received in parts together. Each part is disposed of when it was read.</summary>
    /// <exception cref="ObjectStoreException">The disk is full or broken.</exception>
    public async Task<IncomingFile> JoinAsync(IAsyncEnumerable<Stream> parts, long limit, CancellationToken cancellationToken)
    {
        var file = Create(limit);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await foreach (var part in parts.WithCancellation(cancellationToken))
            {
                await using (part)
                {
                    await FillAsync(file, hash, part, limit, cancellationToken);
                }
            }

            file.Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private IncomingFile Create(long limit) => new(
        new FileStream(Path.Combine(path, Guid.CreateVersion7().ToString("N")), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete, // it is renamed while open
            BufferSize = 0,
        }),
        limit);

    private static async Task FillAsync(IncomingFile file, IncrementalHash? hash, Stream source, long limit, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                file.Size += read;
                if (!file.IsTooLarge)
                {
                    hash?.AppendData(buffer, 0, read);
                    Write(file.Content, buffer.AsSpan(0, read));
                }
                else if (file.Size > Patience(limit))
                {
                    file.IsWhole = false;
                    break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Not asynchronous, which on Linux is another thread that does the same: what it does is copy to the system's cache.
    // The faults of the sender's connection and those of our disk are both IOExceptions, and are not the same to anyone.
    private static void Write(FileStream content, ReadOnlySpan<byte> bytes)
    {
        try
        {
            content.Write(bytes);
        }
        catch (IOException full)
        {
            throw new ObjectStoreException("The disk did not take what arrived.", full);
        }
    }

    /// <summary>Removes what a killed process left: files that nobody has written to for <paramref name="silence"/>.</summary>
    public void RemoveAbandoned(TimeSpan silence)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var file in new DirectoryInfo(path).EnumerateFiles().Where(file => now - file.LastWriteTimeUtc > silence))
        {
            file.Delete();
        }
    }
}
