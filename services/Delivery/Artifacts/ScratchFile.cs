namespace SwipeReview.Delivery.Artifacts;

/// <summary>Room on the disk for one file: a document is never whole in memory, and a killed process leaves nothing.</summary>
internal static class ScratchFile
{
    public static FileStream Create()
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"swipereview-{Guid.CreateVersion7():N}"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(file.Name); // the name goes now, and the bytes with the last handle: after kill -9 too
        }

        return file;
    }
}
