using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace SwipeReview.Storage.Objects;

/// <summary>An S3 bucket as an object store. Large files go up in parts; parts of an upload that broke are aborted.</summary>
internal sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private const int PartSize = 16 * 1024 * 1024;

    private readonly S3Options options;
    private readonly ServerSideEncryptionMethod? encryption;
    private readonly AmazonS3Client client;

    public S3ObjectStore(S3Options options)
    {
        this.options = options;
        encryption = options.Encryption.Length > 0 ? ServerSideEncryptionMethod.FindValue(options.Encryption) : null;
        var config = new AmazonS3Config
        {
            // Compatible servers don't know the newer checksums; nor, below, chunked signatures.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = options.Region;
            config.ForcePathStyle = true;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        client = options.AccessKey is { } accessKey
            ? new AmazonS3Client(new BasicAWSCredentials(accessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    public Task PutAsync(Guid key, IncomingFile file, string contentType, CancellationToken cancellationToken)
    {
        file.Content.Position = 0;
        return file.Size > PartSize ? PutInPartsAsync(key, file, contentType, cancellationToken) : client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = options.Bucket,
            Key = NameOf(key),
            ContentType = contentType,
            InputStream = file.Content,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            ServerSideEncryptionMethod = encryption,
            ServerSideEncryptionKeyManagementServiceKeyId = options.EncryptionKeyId,
        }, cancellationToken);
    }

    /// <summary>A part that fails is sent again by the SDK, not the whole file.</summary>
    private async Task PutInPartsAsync(Guid key, IncomingFile file, string contentType, CancellationToken cancellationToken)
    {
        var upload = await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = options.Bucket,
            Key = NameOf(key),
            ContentType = contentType,
            ServerSideEncryptionMethod = encryption,
            ServerSideEncryptionKeyManagementServiceKeyId = options.EncryptionKeyId,
        }, cancellationToken);
        try
        {
            var complete = new CompleteMultipartUploadRequest { BucketName = options.Bucket, Key = NameOf(key), UploadId = upload.UploadId };
            for (var (number, from) = (1, 0L); from < file.Size; number++, from += PartSize)
            {
                complete.AddPartETags(await client.UploadPartAsync(new UploadPartRequest
                {
                    BucketName = options.Bucket,
                    Key = NameOf(key),
                    UploadId = upload.UploadId,
                    PartNumber = number,
                    PartSize = Math.Min(PartSize, file.Size - from),
                    IsLastPart = from + PartSize >= file.Size,
                    InputStream = file.Content,
                    UseChunkEncoding = false,
                }, cancellationToken));
            }

            await client.CompleteMultipartUploadAsync(complete, cancellationToken);
        }
        catch
        {
            // Parts cost money and are listed nowhere. Those of a killed process go by the bucket's AbortIncompleteMultipartUpload rule.
            await client.AbortMultipartUploadAsync(options.Bucket, NameOf(key), upload.UploadId, CancellationToken.None);
            throw;
        }
    }

    public async Task<Stream?> OpenAsync(Guid key, long size, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetObjectMetadataAsync(options.Bucket, NameOf(key), cancellationToken);
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new ObjectStoreException("The bucket can't be read.", fault);
        }

        return new S3ObjectStream(from => OpenFromAsync(key, from), size);
    }

    public Task DeleteAsync(Guid key, CancellationToken cancellationToken) =>
        client.DeleteObjectAsync(options.Bucket, NameOf(key), cancellationToken);

    private async Task<Stream> OpenFromAsync(Guid key, long from)
    {
        var answer = await client.GetObjectAsync(new GetObjectRequest
        {
            BucketName = options.Bucket,
            Key = NameOf(key),
            ByteRange = from == 0 ? null : new ByteRange($"bytes={from}-"),
        });
        return answer.ResponseStream;
    }

    // S3 spreads load by the beginning of a name, and a version 7 id begins with the time: its random end goes first.
    private static string NameOf(Guid key) => $"{key.ToString("N")[^4..]}/{key:N}";

    public void Dispose() => client.Dispose();
}
