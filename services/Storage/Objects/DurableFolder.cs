using System.Runtime.InteropServices;

namespace SwipeReview.Storage.Objects;

/// <summary>Makes the names in a folder survive a power cut, which on POSIX takes an fsync of the folder itself.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnlyFlag = 0;

    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals renames
        }

        var handle = Open(folder, ReadOnlyFlag);
        if (handle < 0 || Fsync(handle) != 0)
        {
            var error = Marshal.GetLastPInvokeErrorMessage();
            _ = handle < 0 || Close(handle) == 0;
            throw new IOException($"The folder {folder} can't be flushed: {error}");
        }

        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
