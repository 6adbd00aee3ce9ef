using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace SwipeReview.Storage.Objects;

/// <summary>An S3 bucket as an object store. Large files go up in parts; parts of an upload that broke are aborted.</summary>
internal sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private readonly S3Options options;
    private readonly AmazonS3Client client;

    public S3ObjectStore(S3Options options)
    {
        this.options = options;
        var config = new AmazonS3Config
        {
            // Compatible servers know neither the newer checksums nor, without TLS, chunked signatures.
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

    public async Task PutAsync(Guid key, IncomingFile file, string contentType, CancellationToken cancellationToken)
    {
        file.Content.Position = 0;
        using var transfer = new TransferUtility(client, new TransferUtilityConfig { MinSizeBeforePartUpload = 16 * 1024 * 1024, ConcurrentServiceRequests = 2 });
        var request = new TransferUtilityUploadRequest
        {
            BucketName = options.Bucket,
            Key = NameOf(key),
            InputStream = file.Content,
            AutoCloseStream = false,
            ContentType = contentType,
            DisablePayloadSigning = options.Endpoint is null,
        };
        if (options.Encryption.Length > 0)
        {
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.FindValue(options.Encryption);
            request.ServerSideEncryptionKeyManagementServiceKeyId = options.EncryptionKeyId;
        }

        await transfer.UploadAsync(request, cancellationToken);
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
